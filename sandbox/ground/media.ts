import { request } from 'undici';
import { ApiError } from '../wawp/errors';

/** A file as the API takes it: an address, or the bytes in Base64. */
export interface FileParameter {
	url?: string;
	data?: string;
	mimetype: string;
	filename: string;
}

const DOWNLOAD_TIMEOUT_MS = 20_000;
const PICTURE_STARTS = { png: '\x89PNG\r\n\x1a\n', jpeg: '\xff\xd8\xff' };

/**
 * The bytes of a file parameter; a URL is really downloaded. Throws 400: `invalid_url` when the download fails, or the
 * Base64 is none.
 */
export async function bytesOf(file: FileParameter): Promise<Buffer> {
	const bytes = file.url === undefined ? decode(file.data ?? '') : await download(file.url);
	if (bytes.length === 0) throw new ApiError('invalid_url', { message: 'The media is empty.' });
	return bytes;
}

function decode(data: string): Buffer {
	if (!/^[A-Za-z0-9+/]*={0,2}$/.test(data)) {
		throw new ApiError('rest_invalid_param', {
			message: 'Invalid parameter(s): file[data]',
			params: { 'file[data]': 'file[data] must be Base64.' },
		});
	}
	return Buffer.from(data, 'base64');
}

async function download(url: string): Promise<Buffer> {
	if (!/^https?:\/\//i.test(url)) throw new ApiError('invalid_url');
	try {
		const answer = await request(url, {
			headersTimeout: DOWNLOAD_TIMEOUT_MS,
			bodyTimeout: DOWNLOAD_TIMEOUT_MS,
		});
		const bytes = Buffer.from(await answer.body.arrayBuffer());
		if (answer.statusCode >= 200 && answer.statusCode < 300) return bytes;
	} catch {
		throw new ApiError('invalid_url');
	}
	throw new ApiError('invalid_url');
}

/** Throws 400 `unsupported_mimetype` unless the bytes are a PNG or a JPEG, whatever they are said to be. */
export function requirePicture(bytes: Buffer): void {
	const start = bytes.subarray(0, 8).toString('latin1');
	if (!Object.values(PICTURE_STARTS).some((signature) => start.startsWith(signature))) {
		throw new ApiError('unsupported_mimetype');
	}
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
