import type { IExecuteFunctions } from 'n8n-workflow';

import { fetchWithin, type FetchRule } from './fileFetch';
import { fileNameOf, mimeTypeOf, sniff, typeFrom } from './fileTypes';
import type { OutputFile } from './operation';
import { Problem } from './problem';

/** WhatsApp's own limit for videos and most documents; without the account, which is none of that server's business. */
const RULE: FetchRule = { maxBytes: 100 * 1024 * 1024, timeoutMs: 120_000, access: () => undefined };

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
	if (!URL.canParse(url)) throw notDownloaded(undefined);
	const { bytes, contentType } = await fetchWithin(context, url, RULE).catch((error: unknown) => {
		throw notDownloaded(error);
	});
	const name = fileNameOf(url, bytes);
	const stated = [contentType, mimeTypeOf(name)];
	return { property, bytes, name, mimeType: typeFrom(sniff(bytes), stated) ?? 'application/octet-stream' };
}

function notDownloaded(error: unknown): Problem {
	const [message, { httpStatus }] =
		error instanceof Problem
			? [error.message, error.details]
			: ['The file could not be downloaded', { httpStatus: null }];
	return new Problem(message, {
		code: 'download_failed',
		httpStatus,
		hint: 'Its address is no longer valid, or cannot be reached from n8n. Without the option "Download File" the address is in the output.',
		outcome: 'notSent',
	});
}
