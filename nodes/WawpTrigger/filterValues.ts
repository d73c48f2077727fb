import { asText } from '../shared/json';
import { invalidInput } from '../shared/problem';
import { idList } from '../shared/recipient';

/** The longest text that a filter compares with: WhatsApp's own limit of a message. */
const LONGEST_TEXT = 65_536;

/**
 * The entries of a list as workflows have it (see `idList`), each once.
 *
 * @param field the label in the editor
 * @param read what an entry means, if it is one
 * @param expected what an entry has to be
 * @throws Problem for a list that names nothing, and for an entry that means nothing
 */
export function readEntries(
	field: string,
	list: unknown,
	read: (entry: string) => string | undefined,
	expected: string,
): string[] {
	const { ids, wrong } = idList(list, read);
	if (wrong !== undefined) throw invalidInput(field, `"${wrong.slice(0, 50)}" is not ${expected}`);
	if (ids.length === 0) throw empty(field);
	return ids;
}

/** A list of names; see `readEntries`. */
export function readNames(field: string, list: unknown): string[] {
	return readEntries(field, list, (entry) => entry.trim() || undefined, 'a name');
}

/**
 * What was chosen of some values.
 *
 * @throws Problem for nothing, and for a value that is none of them
 */
export function readChoices(field: string, chosen: unknown, values: readonly string[]): string[] {
	const known = (entry: string) => (values.includes(entry.trim()) ? entry.trim() : undefined);
	return readEntries(field, chosen, known, `one of ${values.join(', ')}`);
}

/**
 * A text to compare with.
 *
 * @throws Problem for one that is empty or blank, and for what is no text
 */
export function readText(field: string, value: unknown): string {
	const isText = typeof value === 'string' || typeof value === 'number';
	const text = isText ? asText(value).slice(0, LONGEST_TEXT) : '';
	if (text.trim() === '') throw empty(field);
	return text;
}

function empty(field: string) {
	const hint = `Fill in "${field}", or take the filter away.`;
	return invalidInput(field, 'this is empty, so it would let nothing through', hint);
}
