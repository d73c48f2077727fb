import { createHash } from 'node:crypto';

import { offered } from './answers';
import type { Wait } from './wait';

const STYLE = `
:root { color-scheme: light dark }
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; display: grid; place-items: center; min-height: 100vh }
main { box-sizing: border-box; width: min(32rem, 100%); padding: 1.5rem }
p { white-space: pre-wrap; overflow-wrap: anywhere; font-size: 1.125rem }
form { display: grid; gap: 0.75rem }
button, textarea { font: inherit; padding: 0.75rem; border-radius: 0.5rem; border: 1px solid #8888 }
button { cursor: pointer; border-color: transparent; background: #128c7e; color: #fff }
button.no { background: transparent; color: inherit; border-color: #8888 }
`;

/** Nothing runs, loads or frames: the page has one style sheet and one form. */
const POLICY = [
	"default-src 'none'",
	`style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
	"form-action 'self'",
	"base-uri 'none'",
	"frame-ancestors 'none'",
].join('; ');

/** The headers of every page; its address holds n8n's signature, so that it goes nowhere. */
export const PAGE_HEADERS: Record<string, string> = {
	'Content-Type': 'text/html; charset=utf-8',
	'Content-Security-Policy': POLICY,
	'Cache-Control': 'no-store',
	'Referrer-Policy': 'no-referrer',
	'X-Content-Type-Options': 'nosniff',
	'X-Robots-Tag': 'noindex, nofollow',
};

/** The page behind the link: it shows the question, and only its form decides. */
export function questionPage(wait: Wait): string {
	const buttons = offered(wait).map(
		({ approved, label }) =>
			`<button name="approved" value="${approved}"${approved ? '' : ' class="no"'}>${escaped(label)}</button>`,
	);
	const free =
		'<textarea name="answer" rows="4" maxlength="4096" required autofocus></textarea><button>OK</button>';
	const fields = buttons.length === 0 ? free : buttons.join('');
	return page(`<p dir="auto">${escaped(wait.message)}</p><form method="post">${fields}</form>`);
}

/** The page after the answer. */
export const THANKS_PAGE = page('<p>✓ Thank you, your answer is there. You can close this page.</p>');

/** The page for whoever answers second. */
export const ANSWERED_PAGE = page('<p>This question is answered already. You can close this page.</p>');

function page(content: string): string {
	const head = [
		'<meta charset="utf-8">',
		'<meta name="viewport" content="width=device-width, initial-scale=1">',
		`<title>WhatsApp</title><style>${STYLE}</style>`,
	];
	return `<!doctype html><html><head>${head.join('')}</head><body><main>${content}</main></body></html>`;
}

const ENTITIES: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

function escaped(text: string): string {
	return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
