import type { LocalField, Values } from '../../shared/field';
import { latinDigits } from '../../shared/recipient';
import { listOf } from '../../shared/schemas';

/** WhatsApp's polls take no longer answers; a longer text is none of the words that are waited for. */
export const LONGEST_WORD = 100;

/** Words that mean yes and no until others are set. */
const YES = 'yes, y, ok, okay, sí, si, sim, oui, ja, да, evet, نعم, हाँ';
const NO = 'no, n, non, não, nao, nein, нет, hayır, لا, नहीं';

/**
 * What two spellings of one word differ in: marks that nobody sees (of direction, between letters), how an emoji is drawn and the
 * colour of its skin, Arabic marks of vowels and the line that stretches letters.
 */
const MARKS = /[\p{Cf}\u{FE00}-\u{FE0F}\u{1F3FB}-\u{1F3FF}\u0640\u064B-\u065F\u0670\u0307]/gu;

/**
 * A word, or a few, as they are compared: without case (that of Turkish too), punctuation and `MARKS`, with Latin digits.
 *
 * @returns undefined for nothing, and for a text that is too long to be one of the words
 */
export function wordOf(said: string): string | undefined {
	if (said.length > LONGEST_WORD) return undefined;
	const plain = latinDigits(said.normalize('NFKC')).toLowerCase();
	const bare = plain.replace(MARKS, '').replaceAll('ı', 'i');
	return bare.replace(/[\s\p{P}]+/gu, ' ').trim() || undefined;
}

/** Replies that mean yes, and those that mean no. */
export const WORDS: LocalField[] = [
	field('Words for No', 'disapproveWords', NO, 'no'),
	field('Words for Yes', 'approveWords', YES, 'yes'),
];

function field(displayName: string, name: string, fallback: string, meaning: string): LocalField {
	return {
		property: {
			displayName,
			name,
			type: 'string',
			typeOptions: { rows: 2 },
			default: fallback,
			placeholder: `e.g. ${fallback.split(', ').slice(0, 3).join(', ')}`,
			description: `Replies that mean ${meaning}, separated by commas, in upper or lower case. The label and a thumb count too.`,
		},
		schema: listOf(wordOf, 'a word of at most 100 characters'),
		in: 'local',
	};
}

/** The words for yes and no, as they are set or as they are until then. */
export function wordsOf({ approveWords, disapproveWords }: Values): { yes: string[]; no: string[] } {
	return { yes: listed(approveWords, YES), no: listed(disapproveWords, NO) };
}

function listed(set: unknown, fallback: string): string[] {
	if (Array.isArray(set)) return set as string[];
	return fallback.split(', ').map((word) => wordOf(word) ?? word);
}
