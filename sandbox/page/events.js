import { byId, control, doneControl, exactTime, make, onSubmit, say } from './dom.js';

const QUICK = [
	['Reaction', { event: 'message.reaction' }],
	['Call', { event: 'call.received' }],
	['Group join', { event: 'group.v2.join' }],
];
const KEPT = 20;

/** Events that no webhook wanted: nothing left, so the sandbox has no line for them. */
const unsent = [];

/** Wires the buttons of events; `inView` tells the instance in view and its webhooks, `openChat` the chat, `draw` draws. */
export function wireEvents(inView, openChat, draw) {
	const send = async (wanted) => {
		const instance = inView();
		const from = openChat();
		const body = { ...wanted, ...(from && { from }) };
		const answer = await control('POST', `/instances/${instance.id}/events`, body);
		if (answer !== undefined) tell(instance, answer, draw);
	};
	onSubmit('message-form', () => send({ event: 'message', text: byId('message-text').value }));
	onSubmit('event-form', () => send({ event: byId('event-select').value }));
	const disconnect = () => {
		const { id, name } = inView();
		return doneControl(`${name} lost its connection`, 'POST', `/instances/${id}/disconnect`);
	};
	byId('quick').append(
		...QUICK.map(([words, body]) => make('button', { onclick: () => send(body) }, words)),
		make('button', { onclick: disconnect, testid: 'send-disconnected' }, 'Session disconnected'),
	);
}

function tell({ id, webhooks }, { event, timestamp, receivers }, draw) {
	if (receivers > 0)
		return say(receivers === 1 ? 'On its way to the webhook' : `On its way to ${receivers} webhooks`);
	const isHeard = webhooks.some(({ isActive, isSystem }) => isActive !== false && isSystem !== true);
	const reason = isHeard ? 'not subscribed' : 'no webhook';
	unsent.push({ at: timestamp, event, instanceId: id, reason });
	unsent.splice(0, unsent.length - KEPT);
	draw();
	return say(`Not sent: ${reason}`, 'wait');
}

/** Draws the deliveries of all instances, newest first. */
export function drawEvents(state) {
	const select = byId('event-select');
	if (select.options.length === 0) select.append(...state.events.map((name) => make('option', {}, name)));
	const names = new Map(state.instances.map(({ id, name }) => [id, name]));
	const lines = [...state.webhookLog, ...unsent].sort((a, b) => b.at - a.at);
	const rows = lines.map((line) => row(line, names.get(line.instanceId) ?? line.instanceId));
	byId('log').replaceChildren(
		...(rows.length === 0 ? [make('p', { class: 'none' }, 'No delivery yet')] : rows),
	);
}

function row(line, name) {
	const { at, event, url, attempt, fault, ms } = line;
	return make(
		'div',
		{ class: 'row delivery', testid: 'webhook-log-row', 'data-event': event },
		make('time', {}, exactTime(at)),
		make('span', { class: 'event' }, event),
		fault && make('span', { class: 'attempt' }, fault),
		attempt > 1 && make('span', { class: 'attempt' }, `try ${attempt}`),
		result(line),
		url && make('span', { class: 'ms' }, `${ms} ms`),
		make('span', { class: 'about', testid: 'delivery-about', title: url }, about(line, name)),
	);
}

function result({ reason, status, error }) {
	if (reason !== undefined) return make('span', { class: 'pill starting' }, 'not sent');
	const isGood = status >= 200 && status < 300;
	return make('span', { class: `pill ${isGood ? 'working' : 'failed'}` }, String(status ?? error));
}

/** The session, and why it went as it did. */
function about({ reason, answer, nextAt, url }, name) {
	const why = reason ?? answer ?? (url && new URL(url).host);
	return [name, why, nextAt && `again at ${exactTime(nextAt)}`].filter(Boolean).join(' · ');
}
