import { request } from 'undici';

/** A file as APIs take it: an address, or the bytes in Base64. */
export interface FileParameter {
	url?: string;
	data?: string;
	mimetype: string;
	filename: string;
}

const PROBLEMS = {
	empty: 'The media is empty.',
	notBase64: 'The media is no Base64.',
	unreachable: 'The media could not be downloaded from this URL.',
	noPicture: 'The media is neither a PNG nor a JPEG.',
};

/** Media that cannot be used; each service says so in its own words. */
export class MediaError extends Error {
	constructor(readonly problem: keyof typeof PROBLEMS) {
		super(PROBLEMS[problem]);
	}
}

const DOWNLOAD_TIMEOUT_MS = 20_000;
const PICTURE_STARTS = { png: '\x89PNG\r\n\x1a\n', jpeg: '\xff\xd8\xff' };

/**
 * The bytes of a file parameter; a URL is really downloaded. Throws a `MediaError` when the download fails, the Base64 is
 * none, or there are no bytes.
 */
export async function bytesOf({ url, data = '' }: Pick<FileParameter, 'url' | 'data'>): Promise<Buffer> {
	const bytes = url === undefined ? decode(data) : await download(url);
	if (bytes.length === 0) throw new MediaError('empty');
	return bytes;
}

function decode(data: string): Buffer {
	if (!/^[A-Za-z0-9+/]*={0,2}$/.test(data)) throw new MediaError('notBase64');
	return Buffer.from(data, 'base64');
}

async function download(url: string): Promise<Buffer> {
	if (!/^https?:\/\//i.test(url)) throw new MediaError('unreachable');
	const limits = { headersTimeout: DOWNLOAD_TIMEOUT_MS, bodyTimeout: DOWNLOAD_TIMEOUT_MS };
	try {
		const { statusCode, body } = await request(url, limits);
		const bytes = Buffer.from(await body.arrayBuffer());
		if (statusCode >= 200 && statusCode < 300) return bytes;
	} catch {
		throw new MediaError('unreachable');
	}
	throw new MediaError('unreachable');
}

/** The MIME type of a picture, whatever it is said to be. Throws a `MediaError` unless the bytes are a PNG or a JPEG. */
export function pictureType(bytes: Buffer): string {
	const kind = kindOf(bytes);
	if (kind?.type !== 'image') throw new MediaError('noPicture');
	return kind.mimetype;
}

/** What the bytes are, as far as a status can show it. */
export function kindOf(bytes: Buffer): { type: 'image' | 'video'; mimetype: string } | undefined {
	const start = bytes.subarray(0, 12).toString('latin1');
	if (start.startsWith(PICTURE_STARTS.png)) return { type: 'image', mimetype: 'image/png' };
	if (start.startsWith(PICTURE_STARTS.jpeg)) return { type: 'image', mimetype: 'image/jpeg' };
	return start.startsWith('ftyp', 4) ? { type: 'video', mimetype: 'video/mp4' } : undefined;
}

const OGG_PAGE = Buffer.from('OggS');
const OPUS_RATE = 48_000;
const BYTES_PER_SECOND = { voice: 4400, video: 60_000 };

/** How long a recording plays: exact for Ogg/Opus and WAV, else guessed from its size. */
export function secondsOf(bytes: Buffer, kind: 'voice' | 'video'): number {
	const exact = oggSeconds(bytes) ?? wavSeconds(bytes);
	return Math.max(1, Math.round(exact ?? bytes.length / BYTES_PER_SECOND[kind]));
}

function oggSeconds(bytes: Buffer): number | undefined {
	const lastPage = bytes.lastIndexOf(OGG_PAGE);
	if (bytes.indexOf(OGG_PAGE) !== 0 || bytes.length < lastPage + 14) return undefined;
	return Number(bytes.readBigInt64LE(lastPage + 6)) / OPUS_RATE;
}

function wavSeconds(bytes: Buffer): number | undefined {
	const isWav = bytes.subarray(0, 4).toString() === 'RIFF' && bytes.length >= 44;
	return isWav ? (bytes.length - 44) / Math.max(1, bytes.readUInt32LE(28)) : undefined;
}
