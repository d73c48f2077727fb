import type { IDataObject } from 'n8n-workflow';

import type { Field } from '../../shared/field';
import type { Resource } from '../../shared/operation';
import { text } from '../../shared/schemas';
import { ensureConnected, ENSURE_OPTIONS } from './ensureConnected';
import { confirmation } from '../fields/common';
import { CHECK_WEBHOOK } from './webhook';
import { simplifyMe, simplifySession } from '../answers/session';

const NAME: Field = {
	property: {
		displayName: 'Name',
		name: 'name',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. Shop phone',
		description: 'How the instance is called in the Wawp dashboard',
	},
	schema: text,
	in: 'query',
};

const state = (body: IDataObject) => ({ success: true, ...simplifySession(body) });

/** The instances (linked numbers) of a Wawp account. Sources: docs.wawp.net, "Session - instances"; official node. */
export const session: Resource = {
	value: 'session',
	name: 'Session',
	description: 'The connection between an instance and its WhatsApp phone',
	operations: [
		{
			value: 'ensureConnected',
			name: 'Ensure Connected',
			action: 'Ensure a session is connected',
			description:
				'Start or restart the session if needed and wait until it works; gives the QR code if a scan is needed',
			builderHint:
				'Put it before sends that run on a schedule: it starts a stopped session, or gives the QR code to scan in the binary field of its output.',
			route: 'GET /session/info',
			fields: [],
			optional: ENSURE_OPTIONS,
			repeatable: true,
			evidence: 'read',
			perform: ensureConnected,
		},
		{
			value: 'create',
			name: 'Create',
			action: 'Create a session',
			description: 'Create a new instance in the account; its ID is in the output',
			route: 'POST /createSession',
			fields: [NAME],
			repeatable: false,
			evidence: 'data',
			accountless: true,
			simplify: simplifySession,
		},
		{
			value: 'getInfo',
			name: 'Get Info',
			action: 'Get the state of a session',
			description: 'Read the state of the session and whose number it is',
			route: 'GET /session/info',
			fields: [],
			repeatable: true,
			evidence: 'read',
			simplify: simplifySession,
		},
		{
			value: 'getMe',
			name: 'Get Me',
			action: 'Get the linked number of a session',
			description: 'Read number and name of the linked WhatsApp account',
			route: 'GET /session/me',
			fields: [],
			repeatable: true,
			evidence: 'read',
			simplify: simplifyMe,
		},
		CHECK_WEBHOOK,
		{
			value: 'start',
			name: 'Start',
			action: 'Start a session',
			description: 'Connect to WhatsApp; a new one then asks for a scan of its QR code',
			route: 'POST /session/start',
			fields: [],
			repeatable: true,
			evidence: 'data',
			simplify: state,
		},
		{
			value: 'stop',
			name: 'Stop',
			action: 'Stop a session',
			description: 'Disconnect, but stay linked to the phone',
			route: 'POST /session/stop',
			fields: [],
			repeatable: true,
			evidence: 'data',
			simplify: state,
		},
		{
			value: 'restart',
			name: 'Restart',
			action: 'Restart a session',
			description: 'Disconnect and connect again',
			route: 'POST /session/restart',
			fields: [],
			repeatable: true,
			evidence: 'data',
			simplify: state,
		},
		{
			value: 'logOut',
			name: 'Log Out',
			action: 'Log out a session',
			description: 'Unlink the phone; the instance stays and asks for a new scan',
			route: 'POST /session/logout',
			fields: [
				confirmation(
					'Confirm Log Out',
					'Whether to unlink the phone, which then has to be linked again by a scan',
				),
			],
			repeatable: true,
			evidence: 'data',
			simplify: state,
		},
		{
			value: 'delete',
			name: 'Delete',
			action: 'Delete a session',
			description: 'Delete the instance for good',
			route: 'DELETE /session/delete',
			fields: [
				confirmation('Confirm Delete', 'Whether to delete the instance for good, which cannot be undone'),
			],
			repeatable: true,
			evidence: 'any',
			simplify: state,
		},
	],
};
