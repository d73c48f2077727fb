import type { IDataObject } from 'n8n-workflow';

import type { Field, LocalField, Values } from '../../shared/field';
import { asText, present } from '../../shared/json';
import type { Calls, Operation, Output } from '../../shared/operation';
import { anyText } from '../../shared/schemas';
import { burstEndingWith } from '../answers/burst';
import { isFromOthers, readBack, type Past } from '../answers/history';
import { chatField } from '../fields/chats';
import { assertMayEnd, localNumber } from '../fields/chatbot';
import { messageId } from '../fields/message';
import { chatIdOf, chatTypeOf, messageKeyOf, shortMessageId } from '../whatsapp/ids';
import { personOf } from '../whatsapp/people';

const SECOND_MS = 1000;

/** What nobody answered for a day, or behind two hundred messages, is not looked for. */
const DAY_MS = 86_400_000;
const PAGES = 4;

/** How many messages n8n's database remembers for the node. */
const REMEMBERED = 5000;

/** An event may come before its message is in the chat. */
const LOOK_AGAIN_MS = [1000, 2000, 4000];

const ofTrigger = <T extends Field>(field: T, value: unknown): T => ({
	...field,
	property: { ...field.property, default: value },
});

const CHAT = ofTrigger(chatField('path'), { __rl: true, mode: 'id', value: '={{ $json.chatId }}' });

const MESSAGE: LocalField = { ...ofTrigger(messageId(), '={{ $json.messageId }}'), in: 'local' };

const WAIT = localNumber(
	'Wait (Seconds)',
	'waitSeconds',
	{ first: 6, min: 1, max: 300 },
	'How long to wait for further messages, anew after each one. The execution counts as running meanwhile.',
);

const MOST = localNumber(
	'Wait at Most (Seconds)',
	'maxSeconds',
	{ first: 60, min: 1, max: 3600 },
	'How long to wait for somebody who does not stop writing; the rest comes as the next burst',
);

const SEPARATOR: LocalField = {
	property: {
		displayName: 'Separator',
		name: 'separator',
		type: 'string',
		default: '\n',
		placeholder: 'e.g. |',
		description: 'What stands between the joined texts; a line break unless set',
	},
	schema: anyText.describe('text'),
	in: 'local',
};

/** Message → Collect Burst. Sources: docs.wawp.net, messages of a chat; WAHA WAMessage. */
export const COLLECT_BURST: Operation = {
	value: 'collectBurst',
	name: 'Collect Burst',
	action: 'Collect a burst of messages',
	description:
		'Wait until somebody stops writing: only the execution of the last message goes on, with the texts of all; the others end here',
	route: 'GET /chats/{chatId}/messages',
	fields: [CHAT, MESSAGE, WAIT],
	optional: [SEPARATOR, MOST],
	repeatable: true,
	evidence: 'read',
	gather: collectBurst,
};

async function collectBurst(calls: Calls, values: Values): Promise<Output[]> {
	assertMayEnd(calls);
	const came = Date.now();
	const quiet = Number(values.waitSeconds) * SECOND_MS;
	await calls.wait(quiet);
	const chat = await untilThere(calls, values, came);
	const most = Number(values.maxSeconds ?? 60) * SECOND_MS;
	const burst = burstEndingWith(chat.messages, chat.last, { quiet, most }) ?? [];
	const there = burst.filter(({ body }) => body !== GONE);
	const ids = new Set(await calls.firstTime(there.map(idOf), REMEMBERED));
	const fresh = there.filter((past) => ids.has(idOf(past)));
	return fresh.length === 0 ? [] : [{ json: joined(fresh, asText(values.separator ?? '\n')) }];
}

/** The messages of others and from here, and among them the one that this execution is for. */
interface Chat {
	messages: Past[];
	last: Past;
}

/** Looks at the chat until the message is there. One that its writer deleted never is: its place is kept for it. */
async function untilThere(calls: Calls, values: Values, came: number): Promise<Chat> {
	const id = shortMessageId(asText(values.messageId));
	const find = (messages: Past[]) => messages.find((past) => idOf(past) === id);
	let messages = await look(calls, values);
	for (const milliseconds of LOOK_AGAIN_MS) {
		const last = find(messages);
		if (last) return { messages, last };
		await calls.wait(milliseconds);
		messages = await look(calls, values);
	}
	const last = find(messages);
	return last ? { messages, last } : withPlace(messages, goneMessage(values, came));
}

async function look(calls: Calls, values: Values): Promise<Past[]> {
	const since = Date.now() - DAY_MS;
	const { messages } = await readBack(calls, asText(values.chatId), { since, pages: PAGES });
	return messages.filter((past) => past.fields.fromMe === true || isFromOthers(past));
}

/** The body of a message that is not in its chat. */
const GONE: IDataObject = {};

function goneMessage(values: Values, came: number): Past {
	const id = asText(values.messageId);
	const from = personOf([messageKeyOf(id)?.participant]);
	const chatType = chatTypeOf(chatIdOf(asText(values.chatId)));
	return { body: GONE, fields: present({ messageId: id, fromMe: false, chatType, from }), at: came };
}

function withPlace(messages: Past[], last: Past): Chat {
	const later = messages.findIndex(({ at }) => at > last.at);
	const place = later < 0 ? messages.length : later;
	return { messages: [...messages.slice(0, place), last, ...messages.slice(place)], last };
}

function idOf({ fields }: Past): string {
	return shortMessageId(fields.messageId ?? '');
}

/** The last message, with the texts of all. */
function joined(burst: Past[], separator: string): IDataObject {
	const messages = burst.map(({ fields }) => ({ ...fields }));
	const texts = messages.map(({ text }) => text).filter((text) => text !== undefined);
	return { ...messages.at(-1), text: texts.join(separator), count: burst.length, messages };
}
