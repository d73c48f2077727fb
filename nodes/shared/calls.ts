import {
	sleep,
	type IBinaryKeyData,
	type IDataObject,
	type IExecuteFunctions,
	type IN8nHttpFullResponse,
} from 'n8n-workflow';

import { asObject, asText } from './json';
import { fileNameOf, sniff } from './media';
import type { Answer, Caller, Method, OutputFile } from './operation';
import { Problem } from './problem';
import { send, type Connection } from './transport';

/**
 * What operations of several calls use.
 *
 * @param account query parameters of every call: those that choose the account
 * @param answers the execution's memory for `once`
 */
export function makeCaller(
	connection: Connection,
	account: IDataObject,
	answers: Map<string, Promise<Answer>>,
): Caller {
	const call: Caller['call'] = async (route, query = {}) => {
		const [method, path] = route.split(' ') as [Method, string];
		return await send(connection, { method, path, query: { ...account, ...query } }, method === 'GET');
	};
	return {
		call,
		once: async (route) => {
			const key = `${route} ${JSON.stringify(account)}`;
			const answer = answers.get(key) ?? call(route);
			answers.set(key, answer);
			return await answer;
		},
		wait: sleep,
	};
}

/**
 * A file from a public address that an answer named; without the account, which is none of that server's business.
 *
 * @throws Problem when it cannot be had
 */
export async function download(
	context: IExecuteFunctions,
	url: string,
	property: string,
): Promise<OutputFile> {
	const response = await fetchFile(context, url);
	const bytes = Buffer.from(response.body as unknown as ArrayBuffer);
	const stated = asText(response.headers['content-type']);
	return {
		property,
		bytes,
		name: fileNameOf(url, bytes),
		mimeType: sniff(bytes)?.mimeType ?? (stated || 'application/octet-stream'),
	};
}

async function fetchFile(context: IExecuteFunctions, url: string): Promise<IN8nHttpFullResponse> {
	try {
		return (await context.helpers.httpRequest({
			method: 'GET',
			url,
			encoding: 'arraybuffer',
			returnFullResponse: true,
		})) as IN8nHttpFullResponse;
	} catch (error) {
		throw notDownloaded(error);
	}
}

function notDownloaded(error: unknown): Problem {
	const { status } = asObject(asObject(error).response);
	return new Problem('The file could not be downloaded', {
		code: 'download_failed',
		httpStatus: typeof status === 'number' ? status : null,
		hint: 'Its address is no longer valid, or cannot be reached from n8n. Without the option "Download" the address is in the output.',
		outcome: 'notSent',
	});
}

/** Binary data of an item. */
export async function toBinary(context: IExecuteFunctions, file: OutputFile): Promise<IBinaryKeyData> {
	const binary = await context.helpers.prepareBinaryData(file.bytes, file.name, file.mimeType);
	return { [file.property]: binary };
}
