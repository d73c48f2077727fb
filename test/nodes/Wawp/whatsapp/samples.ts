import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { parse } from 'yaml';

const TEST = path.join(__dirname, '../../..');
const CONTRACT = path.join(TEST, '../sandbox/wawp/openapi.yaml');

/** A WhatsApp message as one of the documents has it. */
export interface Sample {
	/** Which file, and where in it. */
	from: string;
	message: Record<string, unknown>;
}

/** Every message in the events, in the hand-written examples, in the contract, and of the engines that these lack. */
export function messageSamples(): Sample[] {
	const files = [...jsonFiles('events'), ...jsonFiles('examples'), path.join(__dirname, 'engines.json')];
	const read = files.map((file): [string, unknown] => [file, JSON.parse(readFileSync(file, 'utf8'))]);
	const contract = parse(readFileSync(CONTRACT, 'utf8')) as unknown;
	return [...read, [CONTRACT, contract] as const].flatMap(([file, content]) =>
		messagesIn(content, path.relative(TEST, file)),
	);
}

function jsonFiles(folder: string): string[] {
	return readdirSync(path.join(TEST, folder), { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.json'))
		.map((name) => path.join(TEST, folder, name));
}

const TEXT_OR_OBJECT = ['string', 'object'];

/** What an engine or WAHA calls a message: it has its ID or its key, and what was said with it. */
function isMessage(value: Record<string, unknown>): boolean {
	const { id, key, from, fromMe, _data: raw, message } = value;
	const named = (TEXT_OR_OBJECT.includes(typeof id) && id !== null) || typeof key === 'object';
	const said = typeof raw === 'object' || typeof message === 'object' || typeof fromMe === 'boolean';
	const isSchema = 'type' in value && 'properties' in value;
	const isCall = typeof from === 'string' && 'isVideo' in value;
	return named && said && !isSchema && !isCall && !('reactions' in value) && !('event' in value);
}

function messagesIn(value: unknown, from: string): Sample[] {
	if (typeof value !== 'object' || value === null) return [];
	const own = !Array.isArray(value) && isMessage(value as Record<string, unknown>);
	if (own) return [{ from, message: value as Record<string, unknown> }];
	return Object.entries(value).flatMap(([name, part]) =>
		name === 'simplified' || name === 'items' || name === 'request'
			? []
			: messagesIn(part, `${from}/${name}`),
	);
}
