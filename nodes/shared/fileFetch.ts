import type { IDataObject, IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';

import { asText } from './json';
import { withinTime } from './pause';
import { Problem } from './problem';

/** How a file may be fetched from an address that came from outside. */
export interface FetchRule {
	maxBytes: number;
	/** For all of it, redirects and a dripping answer too. */
	timeoutMs: number;
	/**
	 * What goes along to an address, asked anew for each redirect.
	 *
	 * @returns the credential and the query of a request to the own API; undefined for any other address
	 * @throws Problem for an address that must not be asked
	 */
	access: (address: URL) => { credentialType: string; query: IDataObject } | undefined;
}

/** A file, and what its server said of it. */
interface FetchedFile {
	bytes: Buffer;
	contentType: string;
}

/** The body of an answer while it comes. */
type Body = AsyncIterable<Uint8Array> & { destroy: () => void };

interface Answer {
	statusCode: number;
	headers: Record<string, unknown>;
	body: Body;
}

/** A fetch under way: what of it is open, and whether it was given up. */
interface Fetch {
	context: IExecuteFunctions;
	rule: FetchRule;
	open?: Body;
	isOver: boolean;
}

const MOST_REDIRECTS = 5;
const REDIRECTS = [301, 302, 303, 307, 308];
const MEGABYTE = 1024 * 1024;

/**
 * A file, no larger and no slower than allowed. Redirects are followed one by one, since the account goes only where the
 * rule says.
 *
 * @throws Problem where it cannot be had, or whatever n8n's helper throws
 */
export async function fetchWithin(
	context: IExecuteFunctions,
	address: string,
	rule: FetchRule,
): Promise<FetchedFile> {
	const fetch: Fetch = { context, rule, isOver: false };
	try {
		return await withinTime(rule.timeoutMs, () => follow(fetch, new URL(address)));
	} finally {
		fetch.isOver = true;
		fetch.open?.destroy();
	}
}

async function follow(fetch: Fetch, first: URL): Promise<FetchedFile> {
	let address = first;
	for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
		const { statusCode, headers, body } = await ask(fetch, address);
		const location = asText(headers.location);
		if (!REDIRECTS.includes(statusCode) || location === '') {
			if (statusCode !== 200)
				throw notFetched(`its server answered with HTTP status ${statusCode}`, statusCode);
			return {
				bytes: await read(body, headers, fetch.rule.maxBytes),
				contentType: asText(headers['content-type']),
			};
		}
		body.destroy();
		if (!URL.canParse(location, address.href)) break;
		address = new URL(location, address);
	}
	throw notFetched('its address leads on and on');
}

async function ask(fetch: Fetch, address: URL): Promise<Answer> {
	const { context, rule } = fetch;
	if (!/^https?:$/.test(address.protocol)) throw notFetched('its address is no web address');
	const access = rule.access(address);
	const options: IHttpRequestOptions = {
		method: 'GET',
		url: address.href,
		qs: access?.query,
		encoding: 'stream',
		timeout: rule.timeoutMs,
		disableFollowRedirect: true,
		ignoreHttpStatusErrors: true,
		returnFullResponse: true,
	};
	const { helpers } = context;
	const answer = (
		access
			? await helpers.httpRequestWithAuthentication.call(context, access.credentialType, options)
			: await helpers.httpRequest(options)
	) as Answer;
	fetch.open = answer.body;
	// It came too late: nobody waits for it.
	if (fetch.isOver) answer.body.destroy();
	return answer;
}

/** The announced length may be missing, or of the compressed file, so that what comes is counted as well. */
async function read(body: Body, headers: Record<string, unknown>, maxBytes: number): Promise<Buffer> {
	if (Number(headers['content-length']) > maxBytes) throw tooLarge(maxBytes);
	const parts: Uint8Array[] = [];
	let length = 0;
	for await (const part of body) {
		length += part.length;
		if (length > maxBytes) throw tooLarge(maxBytes);
		parts.push(part);
	}
	return Buffer.concat(parts);
}

function tooLarge(maxBytes: number): Problem {
	return notFetched(`it is larger than ${Number((maxBytes / MEGABYTE).toFixed(2))} MB`);
}

/** A file that could not be had. */
export function notFetched(reason: string, httpStatus: number | null = null): Problem {
	return new Problem(`The file could not be downloaded: ${reason}`, {
		code: 'download_failed',
		httpStatus,
		hint: 'Its address is in the output.',
		outcome: 'notSent',
	});
}
