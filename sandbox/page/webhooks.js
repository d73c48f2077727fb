import { byId, doneControl, make, onSubmit } from './dom.js';

/** What can go wrong with a delivery, and the one parameter of it: its name, its words, how it is meant, what stands there at first. */
const KINDS = {
	duplicate: ['Sent twice and more', ['copies', 'Copies', Number, '1']],
	reorder: ['After the next one'],
	delay: ['Late', ['ms', 'Milliseconds', Number, '3000']],
	retry: ['Answer lost, tried again', ['answers', 'Answers lost', Number, '1']],
	wrongSignature: ['Wrong signature'],
	truncated: ['Half a body'],
	large: ['Large body', ['bytes', 'Bytes', Number, '2097152']],
	wrongType: ['Wrong content type', ['contentType', 'Content type', String, 'text/plain']],
	deepJson: ['Deep JSON', ['depth', 'Depth', Number, '20000']],
};

/** Wires the webhooks and the faults of their deliveries; `chosen` tells the id of the instance in view. */
export function wireWebhooks(chosen) {
	onSubmit('webhook-form', () => addWebhook(chosen()));
	onSubmit('delivery-fault-form', () => doneControl('Planned', 'POST', '/deliveries/faults', planned()));
	byId('clear-delivery-faults').addEventListener('click', () =>
		doneControl('Cleared', 'DELETE', '/deliveries/faults'),
	);
	const kind = byId('delivery-fault-kind');
	kind.append(...Object.entries(KINDS).map(([value, [words]]) => make('option', { value }, words)));
	kind.addEventListener('change', drawParameter);
	drawParameter();
}

async function addWebhook(instanceId) {
	const secret = byId('webhook-secret').value;
	const settings = { url: byId('webhook-url').value.trim(), ...(secret && { secret }) };
	const saved = await doneControl('Saved', 'POST', `/instances/${instanceId}/webhooks`, settings);
	if (saved !== undefined) byId('webhook-secret').value = '';
}

function drawParameter() {
	const [, parameter] = KINDS[byId('delivery-fault-kind').value];
	byId('delivery-fault-value-line').hidden = parameter === undefined;
	byId('delivery-fault-words').textContent = parameter?.[1] ?? '';
	byId('delivery-fault-value').value = parameter?.[3] ?? '';
}

function planned() {
	const kind = byId('delivery-fault-kind').value;
	const [, parameter] = KINDS[kind];
	const [value, event, times] = ['value', 'event', 'times'].map((name) =>
		byId(`delivery-fault-${name}`).value.trim(),
	);
	return {
		kind,
		...(parameter && value && { [parameter[0]]: parameter[2](value) }),
		...(event && { event }),
		...(times && { times: Number(times) }),
	};
}

/** Draws the webhooks of the instance in view, and the faults of deliveries that wait. */
export function drawWebhooks(state, instance) {
	byId('webhooks').replaceChildren(
		...(instance?.webhooks ?? []).map((webhook) => webhookRow(instance.id, webhook)),
	);
	byId('delivery-faults').replaceChildren(...state.deliveryFaults.map(faultRow));
	byId('clear-delivery-faults').hidden = state.deliveryFaults.length === 0;
}

function webhookRow(instanceId, { url, events, isActive, isSystem, name, hasSecret }) {
	const details = [
		isSystem ? 'system webhook' : name,
		subscribed(events),
		hasSecret ? 'signed' : 'unsigned',
		isActive === false && 'switched off',
	];
	const remove = () => doneControl('Taken out', 'DELETE', `/instances/${instanceId}/webhooks`, { url });
	return row('webhook-row', url, details, `Take out: ${url}`, remove);
}

function subscribed(events = ['*']) {
	return events.includes('*') ? 'all events' : events.join(', ');
}

function faultRow({ id, kind, left, times, ...parameters }) {
	const details = [
		...Object.entries(parameters).map(([name, value]) => `${name} ${value}`),
		left === undefined ? 'always' : `${left} ×`,
	];
	const words = KINDS[kind][0];
	const remove = () => doneControl('Taken back', 'DELETE', `/deliveries/faults/${id}`);
	return row('delivery-fault-row', words, details, `Take back: ${words}`, remove);
}

function row(testid, title, details, label, remove) {
	return make(
		'div',
		{ class: 'fault', testid },
		make(
			'span',
			{ class: 'fault-words' },
			make('strong', {}, title),
			make('span', {}, details.filter(Boolean).join(' · ')),
		),
		make('button', { 'aria-label': label, onclick: remove }, '✕'),
	);
}
