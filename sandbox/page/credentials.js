import { byId, control, make, say } from './dom.js';

const HIDDEN = '••••••••';
let drawn = '';

/** Draws what an n8n credential for the sandbox needs: one fold per service, a copy button per field. */
export function drawCredentials({ credentials }, instance) {
	const key = JSON.stringify([credentials, instance?.id]);
	if (key === drawn) return;
	drawn = key;
	byId('credentials').replaceChildren(...credentials.map((one) => fold(one, instance)));
}

/** Draws the ways to the n8n whose webhooks are known here. */
export function drawN8nLinks({ instances }) {
	const urls = instances.flatMap(({ webhooks }) => webhooks.filter(({ isSystem }) => !isSystem));
	const origins = [...new Set(urls.map(({ url }) => new URL(url).origin))];
	byId('n8n-links').replaceChildren(
		...origins.map((origin) =>
			make('a', { href: origin, target: '_blank', rel: 'noopener', title: origin }, 'Open n8n ↗'),
		),
	);
}

function fold({ service, title, fields, token }, instance) {
	const own = service === 'wawp' && instance ? { ...fields, 'Instance ID': instance.id } : fields;
	return make(
		'details',
		{ class: 'credential', testid: 'credential', 'data-service': service, open: service === 'wawp' },
		make('summary', {}, title),
		...Object.entries(own).map(([label, value]) => field(label, value, () => value)),
		field(token, HIDDEN, () => tokenOf(service, instance)),
	);
}

function field(label, shown, read) {
	const copy = async () => {
		const value = await read();
		if (value !== undefined) await toClipboard(label, value);
	};
	return make(
		'div',
		{ class: 'credential-field', 'data-field': label },
		make('span', {}, label),
		make('code', { title: shown }, shown),
		make('button', { 'aria-label': `Copy ${label}`, onclick: copy }, 'Copy'),
	);
}

async function tokenOf(service, instance) {
	const answer = await control('POST', `/tokens/${service}`, { instanceId: instance?.id ?? '' });
	return answer?.token;
}

async function toClipboard(label, value) {
	try {
		await navigator.clipboard.writeText(value);
		say(`${label} copied`);
	} catch {
		say('The browser allows no copy here', 'bad');
	}
}
