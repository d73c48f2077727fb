import { createHash, randomBytes } from 'node:crypto';

/** An id as WhatsApp makes them: 22 upper-case hex digits. */
export function messageId(): string {
	return `3EB0${randomBytes(9).toString('hex').toUpperCase()}`;
}

/** The long id of an own status: `true_status@broadcast_<id>_<own number>@c.us`. */
export function statusMessageId(id: string, phone: string): string {
	return `true_status@broadcast_${id}_${phone}@c.us`;
}

/** A message id that is the same in every sandbox, as WhatsApp would make it. */
export function fixedId(chatId: string, place: number): string {
	const hash = createHash('sha256').update(`${chatId} ${place}`).digest('hex');
	return `3EB0${hash.slice(0, 18).toUpperCase()}`;
}
