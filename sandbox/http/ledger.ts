import { createHash } from 'node:crypto';
import type { FaultKind } from './faults/types';

/** One call whose work was done, whatever the caller heard of it. */
export interface LedgerEntry {
	/** The name of the service. */
	service: string;
	/** The operationId. */
	operation: string;
	/** Method and path by the contract, spelled as in a planned failure. */
	route: string;
	/** What the service calls the number: an instance, a device; missing where the call names none. */
	instance?: string;
	/** Milliseconds on the sandbox clock. */
	at: number;
	/** What the call asked for, without credentials; long texts are cut. */
	parameters: Record<string, unknown>;
	/** Of all parameters, uncut: equal for equal calls, wherever the parameters travelled. */
	hash: string;
	/** The ID that the answer names: of a message, a status, a group, an instance. */
	id?: string;
	/** The fault that spoilt the answer. */
	fault?: FaultKind;
}

const LONGEST_TEXT = 200;
const HASH_DIGITS = 12;
/** The places of an ID in the answers of all services. */
const ID_PLACES = [['id'], ['id', '_serialized'], ['message_id'], ['config', 'metadata', 'instance_id']];

/** What was really processed, oldest first. */
export class Ledger {
	readonly entries: LedgerEntry[] = [];

	/** `changed` is called after each entry. */
	constructor(private readonly changed: () => void) {}

	/** Writes down a call whose work is done. */
	add(
		entry: Omit<LedgerEntry, 'hash' | 'id' | 'parameters'>,
		parameters: Record<string, unknown>,
		answer: unknown,
	): void {
		const [shown, hash] = [shorten(parameters) as Record<string, unknown>, hashOf(parameters)];
		this.entries.push({ ...entry, parameters: shown, hash, ...idIn(answer) });
		this.changed();
	}
}

/** The ID that an answer names. */
function idIn(answer: unknown): { id?: string } {
	const found = ID_PLACES.map((place) => place.reduce(member, answer));
	const id = found.find((value) => typeof value === 'string');
	return id === undefined ? {} : { id };
}

function member(value: unknown, name: string): unknown {
	return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function shorten(value: unknown): unknown {
	if (typeof value === 'string' && value.length > LONGEST_TEXT) return `${value.slice(0, LONGEST_TEXT)}…`;
	return mapInside(value, shorten);
}

function hashOf(parameters: Record<string, unknown>): string {
	const text = JSON.stringify(comparable(parameters));
	return createHash('sha256').update(text).digest('hex').slice(0, HASH_DIGITS);
}

/** In a query everything is text, and the order of names says nothing. */
function comparable(value: unknown): unknown {
	if (typeof value !== 'object' || value === null) return String(value);
	if (Array.isArray(value)) return value.map(comparable);
	const entries = Object.entries(value as Record<string, unknown>).sort(([a], [b]) => (a < b ? -1 : 1));
	return entries.map(([name, inner]) => [name, comparable(inner)]);
}

function mapInside(value: unknown, change: (inner: unknown) => unknown): unknown {
	if (typeof value !== 'object' || value === null) return value;
	if (Array.isArray(value)) return value.map(change);
	return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, change(inner)]));
}
