import { invalidInput } from './problem';

/** What an operation accepts as its file, and how it is named where nothing better is known. */
export interface MediaRule {
	/** Accepted MIME types, or their beginnings. */
	accepts: string[];
	/** For sentences: "PNG or JPEG". */
	accepted: string;
	/** The documented defaults of the API. */
	fileName: string;
	mimeType: string;
	maxMegabytes: number;
	/** The name under which the API wants the file in a JSON body always; without it the file goes by the rule. */
	bodyName?: string;
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

const MIME_TYPES: Record<string, string> = {
	png: 'image/png',
	jpg: 'image/jpeg',
	jpeg: 'image/jpeg',
	webp: 'image/webp',
	gif: 'image/gif',
	ogg: 'audio/ogg; codecs=opus',
	oga: 'audio/ogg; codecs=opus',
	opus: 'audio/ogg; codecs=opus',
	mp3: 'audio/mpeg',
	m4a: 'audio/mp4',
	wav: 'audio/wav',
	mp4: 'video/mp4',
	webm: 'video/webm',
	'3gp': 'video/3gpp',
	pdf: 'application/pdf',
};

/** Beginnings of files: where the bytes stand, what they are, and what the file then is. */
const SIGNATURES: Array<{ at: number; bytes: string; extension: string }> = [
	{ at: 0, bytes: '\x89PNG\r\n\x1a\n', extension: 'png' },
	{ at: 0, bytes: '\xff\xd8\xff', extension: 'jpg' },
	{ at: 8, bytes: 'WEBP', extension: 'webp' },
	{ at: 8, bytes: 'WAVE', extension: 'wav' },
	{ at: 0, bytes: 'GIF8', extension: 'gif' },
	{ at: 0, bytes: 'ID3', extension: 'mp3' },
	{ at: 0, bytes: '\xff\xfb', extension: 'mp3' },
	{ at: 0, bytes: '\xff\xf3', extension: 'mp3' },
	{ at: 0, bytes: '\xff\xf2', extension: 'mp3' },
	{ at: 0, bytes: '\x1a\x45\xdf\xa3', extension: 'webm' },
	{ at: 4, bytes: 'ftypM4A', extension: 'm4a' },
	{ at: 4, bytes: 'ftyp3g', extension: '3gp' },
	{ at: 4, bytes: 'ftyp', extension: 'mp4' },
	{ at: 0, bytes: '%PDF-', extension: 'pdf' },
];

/**
 * What a file is, told from its first bytes.
 *
 * @returns extension and MIME type, or undefined for a kind that is not known here
 */
export function sniff(bytes: Buffer): { extension: string; mimeType: string } | undefined {
	const head = bytes.subarray(0, 64).toString('latin1');
	if (head.startsWith('OggS')) {
		return { extension: 'ogg', mimeType: head.includes('OpusHead') ? 'audio/ogg; codecs=opus' : 'audio/ogg' };
	}
	const found = SIGNATURES.find((signature) => head.startsWith(signature.bytes, signature.at));
	return found && { extension: found.extension, mimeType: MIME_TYPES[found.extension] ?? '' };
}

/**
 * Reads Base64 as people have it: plain, URL-safe, with line breaks, or as a whole `data:` URL.
 *
 * @returns the content; with the MIME type where a data URL states one
 * @throws Problem naming `field` when it is neither
 */
export function readBase64(text: string, field: string): MediaSource {
	const dataUrl = /^data:(?<mimeType>[^,]*?)(?<base64>;base64)?,(?<content>[\s\S]*)$/i.exec(text.trim());
	const { mimeType = '', base64, content = text } = dataUrl?.groups ?? {};
	const bytes = dataUrl && !base64 ? Buffer.from(decodeText(content, field)) : decodeBase64(content, field);
	return { field, bytes, mimeType: mimeType === '' ? undefined : mimeType };
}

function decodeBase64(content: string, field: string): Buffer {
	const compact = content.replace(/\s+/g, '').replace(/-/g, '+').replace(/_/g, '/').replace(/=+$/, '');
	if (!/^[A-Za-z0-9+/]*$/.test(compact) || compact.length % 4 === 1) {
		throw invalidInput(field, 'expected Base64 text or a data: URL');
	}
	return Buffer.from(compact, 'base64');
}

function decodeText(content: string, field: string): string {
	try {
		return decodeURIComponent(content);
	} catch {
		throw invalidInput(field, 'expected a well-formed data: URL');
	}
}

/**
 * The API's file object for what the user gave. Name and MIME type come from the overrides, else from the bytes
 * (or the URL's extension), else from what came with them, else from the API's documented defaults.
 * Nothing is downloaded.
 *
 * @throws Problem naming the field when the API would certainly refuse the file: empty, too large, of a kind it
 * does not take, not an http(s) URL
 */
export function toApiFile(rule: MediaRule, source: MediaSource, overrides: MediaOverrides): ApiFile {
	const file =
		source.bytes === undefined ? fromUrl(rule, source) : fromBytes(rule, source, source.bytes, overrides);
	const { fileName = file.filename, mimeType = file.mimetype } = overrides;
	if (!rule.accepts.some((accepted) => mimeType.toLowerCase().startsWith(accepted))) {
		throw invalidInput(
			overrides.mimeType === undefined ? source.field : 'MIME Type',
			`expected ${rule.accepted}, this is ${mimeType}`,
			source.url === undefined
				? `Convert the file to ${rule.accepted} first.`
				: `Convert the file to ${rule.accepted} first, or, if the address serves that although its name says otherwise, add the option "MIME Type".`,
		);
	}
	return { ...file, filename: fileName, mimetype: mimeType };
}

function fromUrl(rule: MediaRule, { field, url = '' }: MediaSource): ApiFile {
	const address = URL.canParse(url) ? new URL(url) : undefined;
	if (address === undefined || !/^https?:$/.test(address.protocol)) {
		throw invalidInput(field, 'expected a web address that begins with https:// or http://');
	}
	const name = lastSegment(address.pathname);
	const mimeType = MIME_TYPES[extensionOf(name)];
	return {
		url,
		filename: mimeType === undefined ? rule.fileName : name,
		mimetype: mimeType ?? rule.mimeType,
	};
}

function fromBytes(rule: MediaRule, source: MediaSource, bytes: Buffer, overrides: MediaOverrides): ApiFile {
	const limit = overrides.maxMegabytes ?? rule.maxMegabytes;
	if (bytes.length === 0) throw invalidInput(source.field, `the file is empty; expected ${rule.accepted}`);
	if (bytes.length > limit * MEGABYTE) {
		const size = (bytes.length / MEGABYTE).toFixed(1);
		throw invalidInput(
			source.field,
			`the file has ${size} MB; at most ${limit} MB are sent`,
			'Make the file smaller, give it as a URL, or raise the option "Size Limit".',
		);
	}
	const found = sniff(bytes);
	const given = source.mimeType === 'application/octet-stream' ? undefined : source.mimeType;
	const [base = rule.fileName] = rule.fileName.split('.');
	return {
		data: bytes.toString('base64'),
		filename: source.fileName ?? (found === undefined ? rule.fileName : `${base}.${found.extension}`),
		mimetype: found?.mimeType ?? given ?? rule.mimeType,
	};
}

/** A name for a downloaded file: its address's last part, or a plain one with the extension of what it is. */
export function fileNameOf(url: string, bytes: Buffer): string {
	const name = URL.canParse(url) ? lastSegment(new URL(url).pathname) : '';
	return extensionOf(name) === '' ? `file.${sniff(bytes)?.extension ?? 'bin'}` : name;
}

function lastSegment(pathname: string): string {
	const segment = pathname.split('/').pop() ?? '';
	try {
		return decodeURIComponent(segment);
	} catch {
		return segment;
	}
}

function extensionOf(name: string): string {
	return /\.([A-Za-z0-9]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
}
