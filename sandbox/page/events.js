import { byId, control, exactTime, make, onSubmit } from './dom.js';

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
	const disconnect = () => control('POST', `/instances/${chosen()}/disconnect`);
	byId('quick').append(
		...QUICK.map(([words, body]) => make('button', { onclick: () => send(body) }, words)),
		make('button', { onclick: disconnect, testid: 'send-disconnected' }, 'Session disconnected'),
	);
}

/** Draws the deliveries of all instances. */
export function drawEvents(state) {
	const select = byId('event-select');
	if (select.options.length === 0) select.append(...state.events.map((name) => make('option', {}, name)));
	const rows = state.webhookLog.map(row).reverse();
	byId('log').replaceChildren(
		...(rows.length === 0 ? [make('p', { class: 'none' }, 'No delivery yet')] : rows),
	);
}

function row({ at, event, url, attempt, status, error, ms, fault }) {
	const isGood = status >= 200 && status < 300;
	return make(
		'div',
		{ class: 'row', testid: 'webhook-log-row', 'data-event': event, title: url },
		make('time', {}, exactTime(at)),
		make('span', { class: 'event' }, event),
		fault && make('span', { class: 'attempt' }, fault),
		attempt > 1 && make('span', { class: 'attempt' }, `try ${attempt}`),
		make('span', { class: `pill ${isGood ? 'working' : 'failed'}` }, String(status ?? error)),
		make('span', { class: 'ms' }, `${ms} ms`),
	);
}
