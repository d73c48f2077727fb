import type { IDataObject } from 'n8n-workflow';

import { asObject, asText } from '../../shared/json';
import type { Field, Values } from '../../shared/field';
import type { Calls, Output, OutputFile, Route } from '../../shared/operation';
import { Problem } from '../../shared/problem';
import { numberIn } from '../../shared/schemas';
import { readQr } from '../answers/qr';
import { simplifySession } from '../answers/session';

const seconds = (least: number) =>
	numberIn({ min: least, max: 3600, expected: `a number of seconds from ${least} to 3600` });

export const ENSURE_OPTIONS: Field[] = [
	{
		property: {
			displayName: 'Check Every (Seconds)',
			name: 'pollSeconds',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 5,
			description: 'How long to wait between two looks at the state',
		},
		schema: seconds(1),
		in: 'local',
	},
	{
		property: {
			displayName: 'Wait at Most (Seconds)',
			name: 'waitSeconds',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 60,
			description: 'How long to wait in all for the session to work',
		},
		schema: seconds(0),
		in: 'local',
	},
];

/** What brings a session that is down to life again. */
const REVIVAL: Record<string, { route: Route; action: string }> = {
	STOPPED: { route: 'POST /session/start', action: 'started' },
	FAILED: { route: 'POST /session/restart', action: 'restarted' },
};

/** What a person has to do where the node can do no more. */
const NEEDED: Record<string, { needed: string; message: string }> = {
	WORKING: { needed: 'nothing', message: 'The session is connected.' },
	SCAN_QR_CODE: {
		needed: 'scan',
		message: 'Scan the QR code: WhatsApp on the phone → Settings → Linked devices → Link a device.',
	},
	STARTING: { needed: 'wait', message: 'The session is still starting; look again in a minute.' },
	STOPPED: { needed: 'start', message: 'The session stopped again; look into the Wawp dashboard.' },
	FAILED: {
		needed: 'login',
		message:
			'The session failed again. Use Session → Log Out, then Session → Start, and scan the new QR code.',
	},
};

interface Seen {
	body: IDataObject;
	/** As WAHA names it; never empty. */
	status: string;
	actions: string[];
	waitedSeconds: number;
}

/**
 * Brings a session to WORKING where that is possible without a person: starts a stopped one or restarts a failed
 * one, once, and looks again until it works, needs a scan, or time is up. States it does not know pass through.
 *
 * @returns one item that says the state and what is needed, with the QR code as PNG when that is a scan
 * @throws Problem where no answer names a state before time is up
 */
export async function ensureConnected(calls: Calls, values: Values): Promise<Output[]> {
	const seen = await watch(calls, Number(values.pollSeconds ?? 5), Number(values.waitSeconds ?? 60));
	const { status } = seen;
	const advice = NEEDED[status] ?? {
		needed: 'attention',
		message: `The session is in the state ${status}; look into the Wawp dashboard.`,
	};
	const qr = status === 'SCAN_QR_CODE' ? await fetchQr(calls) : undefined;
	const json: IDataObject = {
		connected: status === 'WORKING',
		...advice,
		actions: seen.actions,
		waitedSeconds: seen.waitedSeconds,
		session: simplifySession(seen.body),
		status,
		...qr?.json,
	};
	return [{ json, file: qr?.file }];
}

async function watch(calls: Calls, pollSeconds: number, waitSeconds: number): Promise<Seen> {
	const actions: string[] = [];
	for (let waitedSeconds = 0; ; waitedSeconds += pollSeconds) {
		const body = asObject((await calls.call('GET /session/info')).body);
		const status = stateIn(body);
		const revival = actions.length === 0 ? REVIVAL[status] : undefined;
		if (revival) {
			await calls.call(revival.route);
			actions.push(revival.action);
		}
		const settled = status === 'WORKING' || status === 'SCAN_QR_CODE';
		const isOver = settled || waitedSeconds + pollSeconds > waitSeconds;
		if (isOver && status === '') throw noState();
		if (isOver) return { body, status, actions, waitedSeconds };
		await calls.wait(pollSeconds * 1000);
	}
}

/** The state that an answer names; empty for one that is of something else, such as a task in a queue, or that no state is as long as. */
function stateIn(body: IDataObject): string {
	const status = asText(body.status);
	return /^[A-Z][A-Z_]{0,49}$/.test(status) ? status : '';
}

/** Nothing is known then, so nothing is said of what to do. */
function noState(): Problem {
	return new Problem('Wawp answered without the state of the session', {
		code: 'no_state',
		httpStatus: null,
		hint: 'Try again in a minute. Session → Get Info with Simplify off shows the whole answer.',
		outcome: 'notSent',
	});
}

async function fetchQr(calls: Calls): Promise<{ json: IDataObject; file: OutputFile }> {
	return readQr(await calls.call('GET /getQr'));
}
