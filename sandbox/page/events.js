import { byId, control, exactTime, make } from './dom.js';

const QUICK = [
	['Reaction', { event: 'message.reaction' }],
	['Call', { event: 'call.received' }],
	['Group join', { event: 'group.v2.join' }],
];

/** Wires the controls of the right column; `chosen` tells the id of the instance in view, `openChat` the chat. */
export function wireEvents(chosen, openChat) {
	const send = (body) =>
		control('POST', `/instances/${chosen()}/events`, { ...body, ...(openChat() && { from: openChat() }) });
	onSubmit('message-form', () => send({ event: 'message', text: byId('message-text').value }));
	onSubmit('event-form', () => send({ event: byId('event-select').value }));
	onSubmit('webhook-form', () => saveWebhook(chosen()));
	const disconnect = () => control('POST', `/instances/${chosen()}/disconnect`);
	byId('quick').append(
		...QUICK.map(([words, body]) => make('button', { onclick: () => send(body) }, words)),
		make('button', { onclick: disconnect, testid: 'send-disconnected' }, 'Session disconnected'),
	);
}

function onSubmit(id, act) {
	byId(id).addEventListener('submit', (event) => {
		event.preventDefault();
		act();
	});
}

async function saveWebhook(instanceId) {
	const secret = byId('webhook-secret').value;
	const settings = { url: byId('webhook-url').value.trim(), ...(secret && { secret }) };
	await control('PUT', `/instances/${instanceId}/webhook`, settings);
	byId('webhook-secret').value = '';
	byId('webhook-url').blur();
}

/** Draws the webhook of the instance in view and the deliveries of all. */
export function drawEvents(state, instance) {
	const select = byId('event-select');
	if (select.options.length === 0) select.append(...state.events.map((name) => make('option', {}, name)));
	const url = byId('webhook-url');
	if (instance !== undefined && document.activeElement !== url) url.value = instance.webhook?.url ?? '';
	byId('webhook-secret').placeholder = instance?.webhook?.hasSecret
		? 'set; type to replace it'
		: 'none: unsigned';
	const rows = state.webhookLog.map(row).reverse();
	byId('log').replaceChildren(
		...(rows.length === 0 ? [make('p', { class: 'none' }, 'No delivery yet')] : rows),
	);
}

function row({ at, event, url, attempt, status, error, ms }) {
	const isGood = status >= 200 && status < 300;
	return make(
		'div',
		{ class: 'row', testid: 'webhook-log-row', 'data-event': event, title: url },
		make('time', {}, exactTime(at)),
		make('span', { class: 'event' }, event),
		attempt > 1 && make('span', { class: 'attempt' }, `try ${attempt}`),
		make('span', { class: `pill ${isGood ? 'working' : 'failed'}` }, String(status ?? error)),
		make('span', { class: 'ms' }, `${ms} ms`),
	);
}
