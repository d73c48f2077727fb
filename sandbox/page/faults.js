import { byId, doneControl, make, onSubmit } from './dom.js';

let form = { kinds: [], routes: [] };
let waiting = [];
let drawn = '';

/** Wires the form of faults; its kinds and routes come from the sandbox. */
export async function wireFaults() {
	byId('fault-kind').addEventListener('change', drawFields);
	onSubmit('fault-form', () => doneControl('Planned', 'POST', '/faults', planned()));
	byId('clear-faults').addEventListener('click', () => doneControl('Cleared', 'DELETE', '/faults'));
	form = await (await fetch('/sandbox/faults/form')).json();
	byId('fault-kind').append(...form.kinds.map(({ kind, words }) => make('option', { value: kind }, words)));
	byId('fault-routes').append(...form.routes.map((route) => make('option', { value: route })));
	drawFields();
	drawFaults({ faults: waiting });
}

const chosen = () => form.kinds.find(({ kind }) => kind === byId('fault-kind').value);

function drawFields() {
	const { fields, after } = chosen();
	byId('fault-fields').replaceChildren(...fields.map(fieldOf));
	byId('fault-after').checked = after === true;
	byId('fault-after-line').hidden = after === undefined;
}

function fieldOf({ name, words, as, value, choices }) {
	const attributes = { 'data-name': name, 'data-as': as, testid: `fault-${name}` };
	const number = as === 'number' ? { type: 'number', min: '0' } : {};
	return make(
		'label',
		{},
		words,
		choices
			? make('select', attributes, ...choices.map((choice) => make('option', {}, choice)))
			: make('input', { ...attributes, ...number, value }),
	);
}

function planned() {
	const { kind, after } = chosen();
	const inputs = [
		byId('fault-times'),
		byId('fault-rate'),
		...byId('fault-fields').querySelectorAll('[data-name]'),
	];
	const given = inputs.filter(({ value }) => value !== '');
	return {
		route: byId('fault-route').value.trim(),
		kind,
		...(after !== undefined && { after: byId('fault-after').checked }),
		...Object.fromEntries(given.map(({ dataset, value }) => [dataset.name, meant(dataset.as, value)])),
	};
}

function meant(as, value) {
	if (as === 'number') return Number(value);
	if (as === 'text') return value;
	try {
		return JSON.parse(value);
	} catch {
		return value;
	}
}

/** Draws the faults that wait, with how often each still happens. */
export function drawFaults({ faults }) {
	waiting = faults;
	const key = JSON.stringify([faults, form.kinds.length]);
	if (key === drawn) return;
	drawn = key;
	byId('faults').replaceChildren(...faults.map(row));
	byId('clear-faults').hidden = faults.length === 0;
}

function row({ id, kind, route, left, rate, after, times, ...parameters }) {
	const words = form.kinds.find((one) => one.kind === kind)?.words ?? kind;
	const details = [
		rate !== undefined && `${Math.round(rate * 100)} % of the calls`,
		after === true && 'after the work',
		...Object.entries(parameters).map(([name, value]) => `${name} ${asText(value)}`),
	];
	return make(
		'div',
		{ class: 'fault', testid: 'fault-row', 'data-kind': kind },
		make(
			'span',
			{ class: 'fault-words' },
			make('strong', {}, words),
			make('code', {}, route),
			make('span', {}, details.filter(Boolean).join(' · ')),
		),
		make('span', { class: 'pill failed', testid: 'fault-left' }, left === undefined ? 'always' : `${left} ×`),
		make(
			'button',
			{
				'aria-label': `Take back: ${words}`,
				testid: 'fault-remove',
				onclick: () => doneControl('Taken back', 'DELETE', `/faults/${id}`),
			},
			'✕',
		),
	);
}

const asText = (value) => (typeof value === 'string' ? value : JSON.stringify(value));
