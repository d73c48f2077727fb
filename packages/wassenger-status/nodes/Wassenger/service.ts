import { baseUrl } from '../../../../nodes/shared/baseUrl';
import { asObject, asText } from '../../../../nodes/shared/json';
import type { ApiError, Service } from '../../../../nodes/shared/operation';
import { status } from './operations';

/** Sentences that Wassenger's messages contain, and the codes that have a remedy here. */
const KNOWN: Array<[RegExp, string]> = [
	[/platform plan|upgrade your plan/i, 'plan_required'],
	[/device .*(offline|not online|disconnected|not connected)|offline device/i, 'device_offline'],
	[/device .*(not found|unknown|not exist)|(unknown|invalid) device/i, 'device_unknown'],
];

/** The error in an answer: `{status, code?, errorCode?, message}`; inferred from Wassenger's message API. */
function readError(body: unknown): ApiError | undefined {
	const { message, errorCode, code, error, id, status } = asObject(body);
	const stated =
		errorCode ?? code ?? error ?? (typeof status === 'number' && status >= 400 ? 'refused' : undefined);
	if (id !== undefined || typeof message !== 'string' || stated === undefined) return undefined;
	const known = KNOWN.find(([pattern]) => pattern.test(message));
	return { code: known?.[1] ?? (asText(stated) || 'wassenger_error'), message };
}

/** Wassenger's API (https://api.wassenger.com/v1) for the machinery. */
export const wassenger: Service = {
	name: 'Wassenger',
	credentialType: 'wassengerApi',
	resources: [status],
	accountFields: [],
	baseUrl: (credential) => baseUrl(credential.baseUrl, 'https://api.wassenger.com/v1'),
	secrets: ({ apiKey }) => [asText(apiKey).trim()],
	identifiers: () => [],
	readError,
	remedies: {
		plan_required: {
			message: 'Statuses are only in the Platform plans of Wassenger',
			hint: 'Upgrade the plan of the account, or post through another service.',
		},
		device_offline: {
			message: 'The device is offline',
			hint: 'Open the Wassenger console and connect the number again.',
		},
		device_unknown: {
			message: 'Wassenger does not know this device',
			hint: 'Choose the device from the list, or compare its ID with the Wassenger console.',
		},
		'401': {
			message: 'Wassenger does not accept the API key',
			hint: 'Copy the API key from the Wassenger console into the credential.',
		},
		'402': {
			message: 'The plan of this Wassenger account does not include this',
			hint: 'Upgrade the plan of the account, or post through another service.',
		},
		'404': {
			hint: 'Compare the device and the Base URL in the credential with the Wassenger console.',
		},
		'429': {
			message: 'Wassenger asks to slow down',
			hint: 'Put a Wait node or Loop Over Items with pauses in front of this node.',
		},
	},
};
