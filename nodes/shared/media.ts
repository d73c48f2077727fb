import { addressOf } from './address';
import { extensionFor, LONGEST_TYPE, mimeTypeOf, nameInAddress, sniff, typeFrom } from './fileTypes';
import { invalidInput, type Problem } from './problem';

/** What an operation accepts as its file, and how it is named where nothing better is known. */
export interface MediaRule {
	/** Accepted MIME types, or their beginnings. */
	accepts: string[];
	/** For sentences: "PNG or JPEG". */
	accepted: string;
	/** The documented default of the API; it ends otherwise where the file is of another type. */
	fileName: string;
	/** Where nothing tells the type: the user is asked for it, with an example, or this one is sent. */
	unknown: { ask: string } | { send: string };
	maxMegabytes: number;
	/** The name under which the API wants the file in a JSON body always; without it the file goes by the rule. */
	bodyName?: string;
	/** What the user should know of a file of this type that is sent nevertheless, told as a hint beside the output. */
	warn?: (mimeType: string, values: Record<string, unknown>) => string | undefined;
}

/** What the user gave; exactly one of `url` and `bytes`. `field` is the label of the field it came from. */
export interface MediaSource {
	field: string;
	url?: string;
	bytes?: Buffer;
	/** Names known beside the bytes (n8n binary, data URL): used when the bytes do not tell. */
	fileName?: string;
	mimeType?: string;
}

/** What the user set in the options; wins over everything that is found. */
interface MediaOverrides {
	fileName?: string;
	mimeType?: string;
	maxMegabytes?: number;
}

/** The API's file object: by URL, or with its content as Base64. */
export interface ApiFile {
	url?: string;
	data?: string;
	filename: string;
	mimetype: string;
}

const MEGABYTE = 1024 * 1024;

/** Longer than any MIME type with its parameters: what a data URL may say before its content. */
const LONGEST_HEAD = 500;

const MIME_TYPE = /^[\w.+-]+\/[\w.+-]+(?:;.*)?$/;

/**
 * Reads Base64 as people have it: plain, URL-safe, with line breaks, or as a whole `data:` URL. It goes through the text
 * a few times at most, however long it is.
 *
 * @returns the content; with the MIME type where a data URL states one
 * @throws Problem naming `field` when it is neither
 */
export function readBase64(text: string, field: string): MediaSource {
	const start = text.trimStart();
	if (!/^data:/i.test(start)) return { field, bytes: decodeBase64(start, field) };
	const head = /^data:([^,]*),/i.exec(start.slice(0, LONGEST_HEAD));
	if (head === null) throw noBase64(field);
	const [all, said = ''] = head;
	const content = start.slice(all.length);
	const mimeType = said.replace(/;base64$/i, '');
	const bytes = mimeType === said ? decodeText(content, field) : decodeBase64(content, field);
	return { field, bytes, mimeType: MIME_TYPE.test(mimeType) ? mimeType : undefined };
}

function decodeBase64(content: string, field: string): Buffer {
	const digits = base64Digits(content);
	if (digits === undefined || digits % 4 === 1) throw noBase64(field);
	// Node.js passes over the blanks itself.
	return Buffer.from(content, 'base64');
}

/** How many digits of Base64 a text has, beside blanks and the padding at its end; undefined where it has anything else. */
function base64Digits(text: string): number | undefined {
	let digits = 0;
	let isPadded = false;
	for (let index = 0; index < text.length; index++) {
		const code = text.charCodeAt(index);
		if (BLANKS[code] === 1) continue;
		if (code === PADDING) isPadded = true;
		else if (isPadded || DIGITS[code] !== 1) return undefined;
		else digits++;
	}
	return digits;
}

const PADDING = '='.charCodeAt(0);

/** By their codes: the digits of Base64, and of its form for addresses. */
const DIGITS = charactersLike(/[\w+/-]/, 128);

/** By their codes: spaces and breaks of lines, also those of typesetters. */
const BLANKS = charactersLike(/\s/, 2 ** 16);

function charactersLike(expression: RegExp, count: number): Uint8Array {
	return Uint8Array.from({ length: count }, (_, code) => Number(expression.test(String.fromCharCode(code))));
}

function noBase64(field: string): Problem {
	return invalidInput(field, 'expected Base64 text or a data: URL');
}

function decodeText(content: string, field: string): Buffer {
	try {
		return Buffer.from(decodeURIComponent(content.trimEnd()));
	} catch {
		throw invalidInput(field, 'expected a well-formed data: URL');
	}
}

/**
 * The API's file object for what the user gave. The MIME type is the option's, else what the bytes tell, else what came
 * with them, else what the name tells, else the rule's; the name is the option's, else the file's own, else the rule's.
 * Nothing is downloaded.
 *
 * @throws Problem naming the field when the API would certainly refuse the file: empty, too large, of a kind it
 * does not take, not an http(s) URL; or when the user has to say of what kind it is
 */
export function toApiFile(rule: MediaRule, source: MediaSource, overrides: MediaOverrides): ApiFile {
	const { bytes } = source;
	const content = bytes === undefined ? readAddress(source) : readBytes(rule, source, bytes, overrides);
	const name = source.fileName ?? nameInAddress(source.url ?? '');
	const sniffed = bytes && sniff(bytes);
	const stated = [source.mimeType, mimeTypeOf(name), mimeTypeOf(overrides.fileName ?? '')];
	const mimeType = overrides.mimeType ?? typeFrom(sniffed, stated) ?? typeOfUnknown(rule, source);
	if (!rule.accepts.some((accepted) => mimeType.slice(0, LONGEST_TYPE).toLowerCase().startsWith(accepted))) {
		throw overrides.mimeType === undefined
			? notAccepted(rule, source.field, mimeType, sniffed !== undefined)
			: notAccepted(rule, 'MIME Type', mimeType, true);
	}
	const isNamed = name !== '' && (bytes !== undefined || saysEnough(rule, name));
	return {
		...content,
		filename: overrides.fileName ?? (isNamed ? name : defaultName(rule, mimeType)),
		mimetype: mimeType,
	};
}

function readAddress({ field, url = '' }: MediaSource): Pick<ApiFile, 'url'> {
	if (!/^https?:$/.test(addressOf(url)?.protocol ?? '')) {
		throw invalidInput(field, 'expected a URL that begins with https:// or http://');
	}
	return { url };
}

function readBytes(
	rule: MediaRule,
	{ field }: MediaSource,
	bytes: Buffer,
	{ maxMegabytes: limit = rule.maxMegabytes }: MediaOverrides,
): Pick<ApiFile, 'data'> {
	if (bytes.length === 0) throw invalidInput(field, `the file is empty; expected ${rule.accepted}`);
	if (bytes.length > limit * MEGABYTE) {
		const size = (bytes.length / MEGABYTE).toFixed(1);
		throw invalidInput(
			field,
			`the file has ${size} MB; at most ${limit} MB are sent`,
			'Make the file smaller, give it as a URL, or raise the option "Size Limit (MB)".',
		);
	}
	return { data: bytes.toString('base64') };
}

function typeOfUnknown(rule: MediaRule, { field, url }: MediaSource): string {
	if ('send' in rule.unknown) return rule.unknown.send;
	throw invalidInput(
		field,
		`${url === undefined ? 'nothing says' : 'the address does not say'} what the file is; expected ${rule.accepted}`,
		`Add the option "MIME Type" and enter what it is, such as ${rule.unknown.ask}.`,
	);
}

function notAccepted({ accepted }: MediaRule, field: string, mimeType: string, isCertain: boolean): Problem {
	const otherwise = ', or, if it is that although its name says otherwise, add the option "MIME Type"';
	return invalidInput(
		field,
		`expected ${accepted}, this is ${mimeType}`,
		`Convert the file to ${accepted} first${isCertain ? '' : otherwise}.`,
	);
}

/** The last part of an address is often no name, but of a script or a number; a document goes by it nevertheless. */
function saysEnough({ unknown }: MediaRule, name: string): boolean {
	return 'send' in unknown || mimeTypeOf(name) !== undefined;
}

function defaultName({ fileName }: MediaRule, mimeType: string): string {
	const [base = fileName] = fileName.split('.');
	const extension = extensionFor(mimeType);
	return extension === undefined ? base : `${base}.${extension}`;
}
