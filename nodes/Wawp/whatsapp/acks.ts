import { present } from '../../shared/json';
import type { Message } from './shapes';

/** How far a message came: WhatsApp's level, and WAHA's word for it. */
export interface Ack {
	level?: number;
	name?: string;
}

/** WAHA's names of the levels, for engines that leave `ackName` out. */
export const ACK_NAMES: Readonly<Record<number, string>> = {
	[-1]: 'ERROR',
	0: 'PENDING',
	1: 'SERVER',
	2: 'DEVICE',
	3: 'READ',
	4: 'PLAYED',
};

/** How far a message came; undefined where it does not say. */
export function ackOf(message: Message): Ack | undefined {
	const level = message.ack ?? levelInside(message);
	const name = message.ackName ?? (level === undefined ? undefined : ACK_NAMES[level]);
	return level === undefined && name === undefined ? undefined : present({ level, name });
}

/** Baileys' words, from 0: NOWEB's own messages count from there, everybody else from -1. */
const BAILEYS = ['ERROR', 'PENDING', 'SERVER_ACK', 'DELIVERY_ACK', 'READ', 'PLAYED'];

function levelInside({ raw: { key, status } }: Message): number | undefined {
	if (key === undefined) return undefined;
	const level = typeof status === 'string' ? BAILEYS.indexOf(status) : (status ?? -1);
	return level < 0 ? undefined : level - 1;
}
