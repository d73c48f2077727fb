import type { ICredentialDataDecryptedObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { describeProblem } from '../shared/errors';
import { fetchWithin, notFetched, type FetchRule } from '../shared/fileFetch';
import { asObject, asText } from '../shared/json';
import { hiddenOf } from '../shared/operation';
import { mapPool } from '../shared/pool';
import { Problem } from '../shared/problem';
import { wawp } from '../Wawp/service';
import { isOfOwnNetwork, takesAccount } from './mediaAddress';
import { nameAndType } from './mediaName';

/** The field of the output that the file is put into. */
const PROPERTY = 'data';

/** So many files are fetched at once. */
const AT_A_TIME = 4;

const MEGABYTE = 1024 * 1024;

/** The caps where the node does not set them; transcription services take 25 MB. */
export const STANDARD = { megabytes: 25, seconds: 30 };

/** The options of the trigger that say whether and how files are fetched. */
export interface MediaOptions {
	downloadMedia?: unknown;
	mediaMaximumSize?: unknown;
	mediaTimeout?: unknown;
}

/** What one file may cost. */
export interface Caps {
	maxBytes: number;
	timeoutMs: number;
}

interface Download extends Caps {
	context: IExecuteFunctions;
	/** The account; undefined where the node has none. */
	credential?: ICredentialDataDecryptedObject;
	hidden: readonly string[];
}

/** The caps of files; undefined where none are fetched. */
export function capsOf({ downloadMedia, mediaMaximumSize, mediaTimeout }: MediaOptions): Caps | undefined {
	if (downloadMedia !== true) return undefined;
	return {
		maxBytes: above(0, mediaMaximumSize, STANDARD.megabytes) * MEGABYTE,
		timeoutMs: above(0, mediaTimeout, STANDARD.seconds) * 1000,
	};
}

/**
 * The items with the files that their messages name. A file that cannot be had is noted as `mediaError` and loses no event.
 *
 * Runs in the execution, not while the delivery waits for its answer.
 *
 * @param caps undefined where the option Download Media is off
 */
export async function withMedia(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
	caps: Caps | undefined,
): Promise<INodeExecutionData[]> {
	if (caps === undefined) return items;
	const download: Download = { context, ...caps, ...(await readAccount(context)) };
	return await mapPool(items, AT_A_TIME, (item) => withFile(download, item));
}

/** The credential is optional; one that cannot be read leaves files that need no account. */
async function readAccount(context: IExecuteFunctions): Promise<Pick<Download, 'credential' | 'hidden'>> {
	if (context.getNode().credentials?.wawpApi === undefined) return { hidden: [] };
	try {
		const credential = await context.getCredentials('wawpApi');
		return { credential, hidden: hiddenOf(wawp, credential) };
	} catch {
		return { hidden: [] };
	}
}

/** A value that is no number must not switch a cap off. */
function above(least: number, value: unknown, standard: number): number {
	return typeof value === 'number' && Number.isFinite(value) && value > least ? value : standard;
}

async function withFile(download: Download, item: INodeExecutionData): Promise<INodeExecutionData> {
	if (!('media' in item.json)) return item;
	try {
		const { bytes, fileName, mimeType } = await fileOf(download, item);
		const data = await download.context.helpers.prepareBinaryData(bytes, fileName, mimeType);
		return { ...item, binary: { ...item.binary, [PROPERTY]: data } };
	} catch (error) {
		return { ...item, json: { ...item.json, mediaError: sentenceOf(error, download.hidden) } };
	}
}

async function fileOf(download: Download, { json }: INodeExecutionData) {
	const media = asObject(json.media);
	const url = asText(media.url);
	if (url === '') throw notThere(media.error);
	if (!URL.canParse(url)) throw notFetched('its address is no web address');
	const { bytes, contentType } = await fetchWithin(
		download.context,
		withoutToken(url),
		rule(download, json.instanceId),
	);
	if (bytes.length === 0) throw notFetched('it is empty');
	return { bytes, ...nameAndType(bytes, { url, contentType, media, messageId: asText(json.messageId) }) };
}

/** The token is taken out of every item, so that an address with one has nothing in its place. */
function withoutToken(url: string): string {
	const address = new URL(url);
	if (address.searchParams.has('access_token')) address.searchParams.delete('access_token');
	return address.href;
}

function rule({ maxBytes, timeoutMs, credential }: Download, instanceId: unknown): FetchRule {
	const base = credential && new URL(wawp.baseUrl(credential));
	return {
		maxBytes,
		timeoutMs,
		access: (address) => {
			if (base && takesAccount(address, base)) {
				const instance = asText(instanceId);
				return { credentialType: 'wawpApi', query: instance === '' ? {} : { instance_id: instance } };
			}
			// A forged event must not make n8n read what only its own network can.
			if (isOfOwnNetwork(address) && address.hostname !== base?.hostname) {
				throw notFetched('its address is one of the own network');
			}
			return undefined;
		},
	};
}

/** WAHA says why it could not fetch a file from WhatsApp: as a text, or as an object with details. */
function notThere(error: unknown): Problem {
	const { details, message } = asObject(error);
	const said = [error, message, details].map(asText).find((text) => text !== '');
	return notFetched(
		said === undefined ? 'the event names no address' : `Wawp could not fetch it: ${said.slice(0, 200)}`,
	);
}

function sentenceOf(error: unknown, hidden: readonly string[]): string {
	const problem = error instanceof Problem ? error : notFetched(reasonOf(error));
	return describeProblem(problem, hidden).message;
}

/** What stands for a time that is over: ours, and n8n's helper's own, which may be the first. */
const TIME_IS_OVER = ['ETIMEDOUT', 'ECONNABORTED'];

/** What n8n's helper throws carries the request, so that only its code is told. */
function reasonOf(error: unknown): string {
	const { code, cause } = asObject(error);
	const known = [code, asObject(cause).code].map(asText).find((text) => text !== '');
	if (known !== undefined && TIME_IS_OVER.includes(known)) return 'it took too long';
	return `its server cannot be reached (${known ?? 'no reason known'})`;
}
