import type { Values, LocalField } from '../../shared/field';
import type { Calls, Operation, Output } from '../../shared/operation';
import { Problem } from '../../shared/problem';
import { asText } from '../../shared/json';
import { onOff } from '../../shared/schemas';
import { readBack } from '../answers/history';
import { chatField } from '../fields/chats';
import { assertMayEnd, localNumber } from '../fields/chatbot';

const MINUTE_MS = 60_000;

/** A bot that sent a thousand messages into one chat meanwhile is not looked behind. */
const MOST_PAGES = 20;

const WITHIN = localNumber(
	'Within (Minutes)',
	'withinMinutes',
	{ first: 60, min: 1, max: 43_200, whole: true },
	'How long after a person answered the bot stays silent',
);

const ONLY_WITHOUT: LocalField = {
	property: {
		displayName: 'Only Pass When No Human',
		name: 'onlyWhenNoHuman',
		type: 'boolean',
		default: false,
		description: 'Whether to output nothing while a person answers, so that the workflow ends here',
	},
	schema: onOff,
	in: 'local',
};

/** Chat → Check for Human. Source: WAHA, `source` of a message: `app` for what was sent on the phone, `api` for the API's. */
export const CHECK_FOR_HUMAN: Operation = {
	value: 'checkForHuman',
	name: 'Check for Human',
	action: 'Check a chat for a human',
	description: 'See whether a person answered from the phone lately, so that a bot stays silent',
	route: 'GET /chats/{chatId}/messages',
	fields: [chatField('path'), WITHIN],
	optional: [ONLY_WITHOUT],
	repeatable: true,
	evidence: 'read',
	gather: checkForHuman,
};

async function checkForHuman(calls: Calls, values: Values): Promise<Output[]> {
	const isFilter = values.onlyWhenNoHuman === true;
	if (isFilter) assertMayEnd(calls);
	const since = Date.now() - Number(values.withinMinutes) * MINUTE_MS;
	const { messages } = await readBack(calls, asText(values.chatId), { since, pages: MOST_PAGES });
	const own = messages.map(({ fields }) => fields).filter(({ fromMe }) => fromMe === true);
	const human = own.filter(({ source }) => source === 'app').at(-1);
	if (human === undefined && own.some(({ source }) => source === undefined)) throw unknownSource();
	if (human !== undefined && isFilter) return [];
	return [{ json: { humanActive: human !== undefined, lastHumanMessageAt: human?.timestamp ?? null } }];
}

/** The documents of WAHA promise the source in events only. */
function unknownSource(): Problem {
	return new Problem('This server does not say whether own messages were written on the phone', {
		code: 'no_source',
		httpStatus: null,
		hint: 'Let the Wawp Trigger listen to the event "Message Received or Sent", whose items say "source", and keep the times of those with "app" in a data table.',
		outcome: 'notSent',
	});
}
