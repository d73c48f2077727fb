import type { IDataObject } from 'n8n-workflow';

import type { Field, Values } from '../../shared/field';
import { asObject, asText } from '../../shared/json';
import type { Calls, Operation, Output } from '../../shared/operation';
import { elementsOf } from '../../shared/paging';
import { mapPool } from '../../shared/pool';
import { oneOf, unixSeconds } from '../../shared/schemas';
import { simplifyChat } from '../answers/directory';
import { isFromOthers, readBack, type Past } from '../answers/history';
import { sessionAround } from '../answers/session';
import { localNumber } from '../fields/chatbot';
import { INCLUDE_MEDIA } from '../fields/message';
import { chatTypeOf } from '../whatsapp/ids';
import { eventItem } from '../whatsapp/event';

const HOUR_MS = 3_600_000;

/** The documented size of a page. */
const PAGE_SIZE = 50;

/** A phone has no more chats. */
const MOST_PAGES = 400;

/** How many pages of one chat are read back. */
const CHAT_PAGES = 40;

/** How many chats are read at once. */
const AT_A_TIME = 3;

/** How many messages n8n's database remembers for the node, at least. */
const REMEMBERED = 5000;

const SINCE: Field = {
	property: {
		displayName: 'Since',
		name: 'sinceWhen',
		type: 'options',
		options: [
			{
				name: 'Last Run',
				value: 'lastRun',
				description: 'What no earlier execution got here. In manual runs nothing is remembered.',
			},
			{ name: 'Time', value: 'time', description: 'All since then, at every run' },
		],
		default: 'lastRun',
		description: 'Where to begin',
	},
	schema: oneOf(['lastRun', 'time']),
	in: 'local',
};

const SINCE_TIME: Field = {
	property: {
		displayName: 'Time',
		name: 'sinceTime',
		type: 'dateTime',
		default: '',
		required: true,
		description: 'Only messages from then on',
		displayOptions: { show: { sinceWhen: ['time'] } },
	},
	schema: unixSeconds,
	in: 'local',
};

const LOOK_BACK = localNumber(
	'Look Back (Hours)',
	'lookBackHours',
	{ first: 24, min: 1, max: 720 },
	'How old a message may be at most. Only used with "Last Run".',
);

const MOST_CHATS = localNumber(
	'Max Chats',
	'maxChats',
	{ first: 500, min: 1, max: 5000, whole: true },
	'How many chats to read, the ones with the latest messages first',
);

const MOST_MESSAGES = localNumber(
	'Max Messages',
	'maxMessages',
	{ first: 1000, min: 1, max: 20_000, whole: true },
	'How many messages to return, the oldest ones first. With "Last Run" the next run returns the rest.',
);

/** Message → Get Missed Messages. Sources: docs.wawp.net, list of chats and messages of a chat; WAHA WAMessage. */
export const GET_MISSED: Operation = {
	value: 'getMissed',
	name: 'Get Missed Messages',
	action: 'Get missed messages',
	description:
		'Read what others wrote in chats and groups since a time or the last run, oldest first and each once, as the Wawp Trigger gives it',
	route: 'POST /chats',
	fields: [SINCE, SINCE_TIME],
	optional: [{ ...INCLUDE_MEDIA, in: 'local' }, LOOK_BACK, MOST_CHATS, MOST_MESSAGES],
	repeatable: true,
	evidence: 'read',
	gather: getMissed,
};

async function getMissed(calls: Calls, values: Values): Promise<Output[]> {
	const since = sinceOf(values);
	const session = await calls.call('GET /session/info');
	const around = { event: 'message', ...sessionAround(asObject(session.body)) };
	const chats = await activeChats(calls, since);
	const read = chats.slice(0, Number(values.maxChats ?? 500));
	const query = values.downloadMedia === true ? { downloadMedia: true } : {};
	const histories = await mapPool(read, AT_A_TIME, async (chatId) => {
		return await readBack(calls, chatId, { since, pages: CHAT_PAGES, query });
	});
	const missed = histories.flatMap(({ messages }) => messages.filter(isFromOthers));
	missed.sort((one, other) => one.at - other.at);
	const chosen = await choose(calls, values, missed);
	const isCut = histories.some(({ isWhole }) => !isWhole);
	calls.hint(
		told({ since, chats: chats.length, read: read.length, missed: missed.length, isCut, ...chosen }),
	);
	return chosen.given.map(({ fields, body }) => ({ json: eventItem(around, fields, body) as IDataObject }));
}

function sinceOf({ sinceWhen, sinceTime, lookBackHours = 24 }: Values): number {
	if (sinceWhen === 'time') return Number(sinceTime) * 1000;
	// WhatsApp's times are whole seconds.
	return Math.floor((Date.now() - Number(lookBackHours) * HOUR_MS) / 1000) * 1000;
}

/** The private chats and groups in which something was written since, the latest first. */
async function activeChats(calls: Calls, since: number): Promise<string[]> {
	const active = new Map<string, number>();
	for (let page = 0; page < MOST_PAGES; page++) {
		const newestFirst = { sortBy: 'conversationTimestamp', sortOrder: 'DESC' };
		const asked = { ...newestFirst, limit: PAGE_SIZE, offset: page * PAGE_SIZE };
		const { body } = await calls.call('POST /chats', asked);
		const chats = elementsOf(body, undefined).map((chat) => simplifyChat(asObject(chat)));
		const times = chats.map(({ lastActivityAt }) => Date.parse(asText(lastActivityAt)));
		chats.forEach((chat, index) => {
			const [chatId, time = NaN] = [asText(chat.chatId), times[index]];
			if (!(time < since) && isTalk(chatId) && !active.has(chatId)) active.set(chatId, time || Infinity);
		});
		if (chats.length < PAGE_SIZE || areOldFrom(times, since)) break;
	}
	// Servers may sort in another way than they were asked to.
	return [...active.keys()].sort((one, other) => later(active.get(one), active.get(other)));
}

/** The later one first; chats that do not say when come before all others. */
function later(one = Infinity, other = Infinity): number {
	return one === other ? 0 : other - one;
}

/** Whether no newer chat can follow: only where the server really has sorted them. */
function areOldFrom(times: number[], since: number): boolean {
	const isSorted = times.every((time, index) => index === 0 || time <= (times[index - 1] ?? NaN));
	return isSorted && (times.at(-1) ?? NaN) < since;
}

function isTalk(chatId: string): boolean {
	return ['private', 'group'].includes(chatTypeOf(chatId) ?? '');
}

/** What is given of the messages that were found. */
interface Chosen {
	given: Past[];
	/** How many were not looked at any more, since there were enough. */
	left: number;
}

/** The oldest ones up to the limit; with "Last Run" only those that the database does not know, which it does then. */
async function choose(calls: Calls, values: Values, missed: Past[]): Promise<Chosen> {
	const most = Number(values.maxMessages ?? 1000);
	if (values.sinceWhen === 'time') {
		return { given: missed.slice(0, most), left: Math.max(0, missed.length - most) };
	}
	const given: Past[] = [];
	let next = 0;
	while (next < missed.length && given.length < most) {
		const some = missed.slice(next, next + most - given.length);
		next += some.length;
		const ids = some.map(({ fields }) => fields.messageId ?? '');
		const fresh = new Set(await calls.firstTime(ids, Math.max(REMEMBERED, missed.length)));
		given.push(...some.filter(({ fields }) => fresh.has(fields.messageId ?? '')));
	}
	return { given, left: missed.length - next };
}

interface Progress extends Chosen {
	since: number;
	/** How many chats had something since. */
	chats: number;
	read: number;
	missed: number;
	/** A chat had more than is read of one. */
	isCut: boolean;
}

function told({ since, chats, read, missed, given, left, isCut }: Progress): string {
	const from = new Date(since).toISOString();
	return [
		`${read} of ${chats} chats with activity since ${from} were read: ${missed} messages of others, ${given.length} of them given.`,
		...(read < chats ? ['The option Max Chats left the other chats out.'] : []),
		...(left > 0
			? [`The option Max Messages left out the latest ${left}; with "Last Run" the next run gives them.`]
			: []),
		...(isCut
			? [`Of a chat with more than ${CHAT_PAGES * PAGE_SIZE} messages the oldest were left out.`]
			: []),
	].join(' ');
}
