import { byId, control, make, readable } from './dom.js';

const STATES = {
	STOPPED: 'Stopped',
	STARTING: 'Starting…',
	SCAN_QR_CODE: 'Waiting for a scan',
	WORKING: 'Working',
	FAILED: 'Failed',
};

export const stateName = (status) => STATES[status] ?? status;

/** Draws one card per instance. `choose` is called with the id of the one a person picks. */
export function drawSessions(state, chosen, choose) {
	const cards = state.instances.map((instance) => card(instance, instance.id === chosen, choose));
	const focused = document.activeElement?.dataset?.key;
	byId('sessions').replaceChildren(...cards);
	if (focused)
		byId('sessions')
			.querySelector(`[data-key="${CSS.escape(focused)}"]`)
			?.focus();
}

function card(instance, isChosen, choose) {
	const { id, name, phone, engine, status } = instance;
	return make(
		'article',
		{
			class: `card session${isChosen ? ' chosen' : ''}`,
			testid: 'session-card',
			'data-instance': id,
			'data-status': status,
		},
		make(
			'button',
			{
				class: 'session-name',
				'aria-pressed': String(isChosen),
				'data-key': `${id}-name`,
				onclick: () => choose(id),
			},
			make('strong', {}, name),
			make('span', {}, readable(phone)),
		),
		make('span', { class: `pill ${status.toLowerCase()}`, testid: 'session-status' }, stateName(status)),
		make('code', { class: 'instance', title: 'Instance ID' }, id),
		make('span', { class: 'engine', title: 'Engine' }, engine),
		status === 'SCAN_QR_CODE' && scan(instance),
		actions(instance),
	);
}

function scan({ id, qr, pairingCode, name }) {
	return make(
		'div',
		{ class: 'scan' },
		make('img', {
			src: `/sandbox/instances/${id}/qr.png?${qr?.expiresAt ?? ''}`,
			alt: `QR code of ${name}`,
			width: 116,
			height: 116,
			testid: 'qr-image',
		}),
		make(
			'div',
			{},
			make('p', {}, `Code ${qr?.number ?? ''} of 6`),
			make('p', { class: 'countdown', 'data-until': qr?.expiresAt ?? '' }),
			button(id, 'scan', 'Scan', 'primary', 'scan-button'),
			pairingCode && make('p', { class: 'pairing', testid: 'pairing-code' }, pairingCode),
			pairingCode && button(id, 'pair', 'Type code', '', 'pair-button'),
		),
	);
}

function actions({ id, status }) {
	const runs = status !== 'STOPPED' && status !== 'FAILED';
	return make(
		'div',
		{ class: 'actions' },
		runs ? button(id, 'stop', 'Stop') : button(id, 'start', 'Start'),
		button(id, 'restart', 'Restart'),
		status === 'WORKING' && button(id, 'disconnect', 'Disconnect'),
		status === 'WORKING' && button(id, 'logout', 'Log out'),
	);
}

function button(id, action, words, look = '', testid = `${action}-button`) {
	return make(
		'button',
		{
			class: look,
			testid,
			'data-key': `${id}-${action}`,
			onclick: () => control('POST', `/instances/${id}/${action}`),
		},
		words,
	);
}

/** Lets the seconds of the QR codes run; `now` is the time of the sandbox. */
export function tick(now) {
	for (const element of document.querySelectorAll('.countdown')) {
		const left = Math.max(0, Math.ceil((Number(element.dataset.until) - now) / 1000));
		element.textContent = `${left} s left`;
	}
}
