import { createHash } from 'node:crypto';

import { PAGE_HEADERS, questionPage, THANKS_PAGE } from '../../../../nodes/Wawp/wait/page';
import { waitFor } from './wait';

const EVIL = `"><script>alert('x')</script>&amp;`;

test('nothing that others write becomes a part of the page', () => {
	const page = questionPage(
		waitFor({ answerBy: 'link', message: EVIL, approvalOptions: { approve: EVIL, decline: `No ${EVIL}` } }),
	);
	expect(page).not.toContain('<script');
	expect(page.match(/&quot;&gt;&lt;script&gt;alert\(&#39;x&#39;\)&lt;\/script&gt;&amp;amp;/g)).toHaveLength(
		3,
	);
});

test('its policy lets nothing run, load, frame or leave but its form, and its only style is that one', () => {
	const policy = PAGE_HEADERS['Content-Security-Policy'] ?? '';
	expect(policy.split('; ')).toEqual([
		"default-src 'none'",
		expect.stringMatching(/^style-src 'sha256-[\w+/=]+'$/),
		"form-action 'self'",
		"base-uri 'none'",
		"frame-ancestors 'none'",
	]);
	for (const page of [questionPage(waitFor()), THANKS_PAGE]) {
		const style = /<style>([^<]*)<\/style>/.exec(page)?.[1] ?? '';
		expect(policy).toContain(createHash('sha256').update(style).digest('base64'));
		expect(page).not.toMatch(/ style=| on\w+=|https?:/);
	}
	expect(PAGE_HEADERS).toMatchObject({ 'Referrer-Policy': 'no-referrer', 'Cache-Control': 'no-store' });
});

test.each([
	['both buttons', { approvalOptions: { approve: 'Go', decline: 'Stop' } }, ['Go', 'Stop']],
	['one button', { approvalOptions: { approve: 'Go' } }, ['Go']],
	['a field', { responseType: 'freeText' }, ['OK']],
])('it shows %s', (_, asked, labels) => {
	const page = questionPage(waitFor({ answerBy: 'link', ...asked }));
	expect([...page.matchAll(/<button[^>]*>([^<]*)<\/button>/g)].map(([, label]) => label)).toEqual(labels);
	expect(page.includes('<textarea')).toBe('responseType' in asked);
	expect(page).toContain('<form method="post">');
});
