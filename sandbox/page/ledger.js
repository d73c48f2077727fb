import { byId, exactTime, make } from './dom.js';

/** The telling part of a long ID: `true_status@broadcast_3EB0…_447441429009@c.us`. */
const KERNEL = /[\dA-F]{18,}/i;

/** Draws what was really processed, newest first. */
export function drawLedger({ ledger }) {
	const rows = ledger.map(row).reverse();
	byId('ledger').replaceChildren(
		...(rows.length === 0 ? [make('p', { class: 'none' }, 'Nothing processed yet')] : rows),
	);
}

function row({ service, operation, route, instance, at, parameters, hash, id, fault }) {
	const content = Object.entries(parameters).map(([name, value]) => `${name}: ${asText(value)}`);
	const spoilt = { class: 'pill failed', title: 'The fault that spoilt the answer' };
	const whole = { title: [id, `content ${hash}`].filter(Boolean).join(' · ') };
	return make(
		'div',
		{ class: 'row entry', testid: 'ledger-row', 'data-operation': operation, 'data-hash': hash },
		make('time', {}, exactTime(at)),
		make('span', { class: 'event', title: route }, operation),
		fault && make('span', spoilt, fault),
		content.length > 0 && make('span', { class: 'content', dir: 'auto' }, content.join(' · ')),
		make('span', { class: 'ms' }, [service, instance].filter(Boolean).join(' · ')),
		make('code', whole, id === undefined ? 'no ID' : (KERNEL.exec(id)?.[0] ?? id)),
	);
}

const asText = (value) => (typeof value === 'string' ? value : JSON.stringify(value));
