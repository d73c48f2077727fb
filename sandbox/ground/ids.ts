import { createHash } from 'node:crypto';

/** A message id that is the same in every sandbox, as WhatsApp would make it. */
export function fixedId(chatId: string, place: number): string {
	const hash = createHash('sha256').update(`${chatId} ${place}`).digest('hex');
	return `3EB0${hash.slice(0, 18).toUpperCase()}`;
}
