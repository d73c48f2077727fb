import { present } from '../../shared/json';
import { chatIdOf } from './ids';

/** A WhatsApp account as far as it is known. `phone` is digits only; `lid` is the whole ID. */
export interface Person {
	phone?: string;
	lid?: string;
	name?: string;
}

/**
 * One person from all IDs that are known for them: the phone from the first `@c.us` or `@s.whatsapp.net`, the
 * LID from the first `@lid`. IDs of groups and broadcasts are no persons and are passed over.
 *
 * @returns undefined where neither an ID nor the name says who it is
 */
export function personOf(ids: readonly (string | undefined)[], name?: string): Person | undefined {
	const known = ids.map(chatIdOf).filter((id) => id !== undefined);
	const lid = known.find((id) => /^\w+@lid$/.test(id));
	const phone = known.map(numberIn).find((digits) => digits !== undefined);
	const person: Person = present({ phone, lid, name: name === '' ? undefined : name });
	return Object.keys(person).length > 0 ? person : undefined;
}

/** The number in the ID of a person; undefined in others, a LID among them. */
export function phoneOf(id: string | undefined): string | undefined {
	return numberIn(chatIdOf(id) ?? '');
}

function numberIn(chatId: string): string | undefined {
	return /^(\d+)@c\.us$/.exec(chatId)?.[1];
}
