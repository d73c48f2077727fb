import type { IExecuteFunctions } from 'n8n-workflow';

import { fileNameOf, mimeTypeOf, sniff, typeFrom } from './fileTypes';
import { asObject, asText } from './json';
import type { OutputFile } from './operation';
import { Problem } from './problem';
import { fetchFile } from './transport';

/**
 * A file from a public address that an answer named.
 *
 * @param property the binary field it is meant for
 * @throws Problem when it cannot be had
 */
export async function download(
	context: IExecuteFunctions,
	url: string,
	property: string,
): Promise<OutputFile> {
	if (!/^https?:\/\//i.test(url)) throw notDownloaded(undefined);
	const { body, headers } = await fetchFile(context, url).catch((error: unknown) => {
		throw notDownloaded(error);
	});
	const bytes = Buffer.from(body as unknown as ArrayBuffer);
	const name = fileNameOf(url, bytes);
	const stated = [asText(headers['content-type']), mimeTypeOf(name)];
	return { property, bytes, name, mimeType: typeFrom(sniff(bytes), stated) ?? 'application/octet-stream' };
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
