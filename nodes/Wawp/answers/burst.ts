import type { Past } from './history';

/** What makes messages one burst, in milliseconds. */
export interface Pauses {
	/** Somebody who writes nothing for so long has said it all. */
	quiet: number;
	/** Who never stops is cut off after so long. */
	most: number;
}

/** Messages that belong together. */
interface Burst {
	/** When the writing began that has not paused since. */
	from: number;
	messages: Past[];
}

/** WhatsApp's times are whole seconds: what is shown as six seconds apart may be almost seven. */
const SECOND_MS = 1000;

/**
 * The burst that ends with a message: what its writer said since the last own message, and what came with it without a pause,
 * so that an answer to something earlier, which comes in between, cuts nothing off. Every execution finds the same bursts in
 * the same chat, whenever it looks.
 *
 * @param messages of the chat, oldest first
 * @returns undefined where another message of the same burst came later, or a person answered on the phone
 */
export function burstEndingWith(messages: Past[], last: Past, pauses: Pauses): Past[] | undefined {
	if (messages.slice(messages.indexOf(last)).some(isHuman)) return undefined;
	const said = messages.filter((past) => past.fields.fromMe === true || isSameWriter(past, last));
	return burstsIn(said, pauses).find((burst) => burst.at(-1) === last);
}

function burstsIn(messages: Past[], pauses: Pauses): Past[][] {
	const bursts: Burst[] = [];
	let own: Past[] = [];
	for (const past of messages) {
		if (past.fields.fromMe === true) own.push(past);
		else {
			add(bursts, past, own, pauses);
			own = [];
		}
	}
	return bursts.map((burst) => burst.messages);
}

/** @param own what was sent from here between this message and the one before */
function add(bursts: Burst[], past: Past, own: Past[], { quiet, most }: Pauses): void {
	const burst = bursts.at(-1);
	const before = burst?.messages.at(-1);
	const isAnswered = own.some(isHuman);
	const isClose = before !== undefined && !isAnswered && past.at - before.at <= quiet + SECOND_MS;
	const joins = burst && (isClose ? past.at - burst.from <= most : own.length === 0);
	if (!joins) bursts.push({ from: past.at, messages: [past] });
	else {
		burst.messages.push(past);
		if (!isClose) burst.from = past.at;
	}
}

function isHuman({ fields }: Past): boolean {
	return fields.fromMe === true && fields.source === 'app';
}

/** In a group several people write at once. */
function isSameWriter({ fields: one }: Past, { fields: other }: Past): boolean {
	if (one.chatType !== 'group') return true;
	const samePhone = one.from?.phone !== undefined && one.from.phone === other.from?.phone;
	return samePhone || (one.from?.lid !== undefined && one.from.lid === other.from?.lid);
}
