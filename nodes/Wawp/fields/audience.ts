import type { IDataObject } from 'n8n-workflow';
import { asObject, asText } from '../../shared/json';
import type { Field, Values } from '../../shared/field';
import type { Calls } from '../../shared/operation';
import { Problem } from '../../shared/problem';
import { personId } from '../../shared/recipient';
import { onOff, people } from '../../shared/schemas';
import { DO_NOT_SEND, nobodyLeft, withoutLeftOut } from './doNotSend';

const WHO = `Only these people see the status: phone numbers or chat IDs, separated by commas or line breaks, or an array from an expression. At least one; without this option everybody sees it whom the phone's privacy settings allow. Some servers ignore it, and the output says so then.`;

const INCLUDE_OWN: Field = {
	property: {
		displayName: 'Audience Includes Own Number',
		name: 'includeOwnNumber',
		type: 'boolean',
		default: false,
		description:
			'Whether to add the linked number to the audience, so that the status shows on its own phone and its views can be counted',
	},
	schema: onOff,
	in: 'local',
};

/** Who sees a status. Without a list, everybody whom the phone's privacy settings let see it. */
function audience(description: string): Field[] {
	return [
		{
			property: {
				displayName: 'Audience',
				name: 'audience',
				type: 'string',
				typeOptions: { rows: 3 },
				default: '',
				placeholder: 'e.g. +44 7441 429009, +20 100 123 4567',
				description,
			},
			schema: people,
			in: 'query',
			as: 'contacts',
		},
		INCLUDE_OWN,
		DO_NOT_SEND,
	];
}

/** Who sees a status of text. */
export const TEXT_AUDIENCE = audience(WHO);

/** Who sees a status of a file, for which no document of Wawp knows a list. */
export const MEDIA_AUDIENCE = audience(
	`${WHO} Not in Wawp's documentation for image, voice and video: look at the audience in the output.`,
);

/**
 * The audience as it is posted to: without those who get nothing, with the linked number where the user wants it. It is empty
 * where nobody is left.
 *
 * @throws Problem when the list would be ignored, or the number cannot be found out; nothing is posted then
 */
export async function readyAudience(values: Values, calls: Calls): Promise<Values> {
	const left = withoutLeftOut(values);
	return nobodyLeft(left) ? left : withoutLeftOut(await withOwnNumber(left, calls));
}

/**
 * Adds the linked number to an audience list when the user wants it: one `GET /session/me` per execution and
 * instance. Without a list everybody sees the status, the own phone included.
 *
 * @throws Problem when the number cannot be found out; nothing is posted then
 */
async function withOwnNumber(values: Values, calls: Calls): Promise<Values> {
	const { audience, includeOwnNumber } = values;
	if (!Array.isArray(audience) || includeOwnNumber !== true) return values;
	const own = await ownId(calls);
	return { ...values, audience: [...new Set([...(audience as string[]), own])] };
}

/** WEBJS publishes to everybody, whatever list it is given; its answers have an object as ID. */
export function ignoredAudience({ id }: IDataObject, { audience }: Values): string | undefined {
	if (audience === undefined || typeof id !== 'object' || id === null) return undefined;
	return 'This server ignores the option "Audience": everybody sees the status whom the phone lets.';
}

async function ownId(calls: Calls): Promise<string> {
	try {
		const { body } = await calls.once('GET /session/me');
		const id = personId(asText(asObject(body).id));
		if (id !== undefined) return id;
	} catch (error) {
		if (!(error instanceof Problem)) throw unreadable('node_error', null, String(error));
		throw unreadable(error.details.code, error.details.httpStatus, `${error.message}. ${error.details.hint}`);
	}
	throw unreadable('no_own_number', null, 'The answer names no number.');
}

function unreadable(code: string, httpStatus: number | null, hint: string): Problem {
	return new Problem(
		'"Audience Includes Own Number": the linked number could not be read, so nothing was posted',
		{
			code,
			httpStatus,
			hint: `${hint} Check the session with Session → Get Me, or switch the option off.`,
			outcome: 'notSent',
		},
	);
}
