import { addressOf } from './address';
import { EXTENSIONS } from './mimeTypes';

/** What a file is, and how the names of such files end. */
export interface FileType {
	extension: string;
	mimeType: string;
}

/** WhatsApp plays a voice note only where its type names the codec. */
const OPUS = 'audio/ogg; codecs=opus';

const TYPES = new Map(
	Object.entries(EXTENSIONS).flatMap(([mimeType, extensions]) =>
		extensions.map((extension) => [extension, mimeType === 'audio/ogg' ? OPUS : mimeType] as const),
	),
);

/** Where the bytes stand, what else is near the beginning, and what the file then is. */
interface Signature {
	at: number;
	bytes: string;
	holds?: string;
	extension: string;
	/** Where the extension alone would tell another. */
	mimeType?: string;
}

/** Beginnings of files; the first that fits counts. `ftyp` is followed by the brand of an ISO base media file. */
const SIGNATURES: Signature[] = [
	{ at: 0, bytes: '\x89PNG\r\n\x1a\n', extension: 'png' },
	{ at: 0, bytes: '\xff\xd8\xff', extension: 'jpg' },
	{ at: 8, bytes: 'WEBP', extension: 'webp' },
	{ at: 8, bytes: 'WAVE', extension: 'wav' },
	{ at: 8, bytes: 'AVI ', extension: 'avi' },
	{ at: 0, bytes: 'GIF8', extension: 'gif' },
	{ at: 0, bytes: 'ID3', extension: 'mp3' },
	{ at: 0, bytes: '\xff\xfb', extension: 'mp3' },
	{ at: 0, bytes: '\xff\xfa', extension: 'mp3' },
	{ at: 0, bytes: '\xff\xf3', extension: 'mp3' },
	{ at: 0, bytes: '\xff\xf2', extension: 'mp3' },
	{ at: 0, bytes: '\xff\xf1', extension: 'aac' },
	{ at: 0, bytes: '\xff\xf9', extension: 'aac' },
	{ at: 0, bytes: '#!AMR', extension: 'amr' },
	{ at: 0, bytes: 'fLaC', extension: 'flac' },
	{ at: 0, bytes: 'OggS', holds: 'OpusHead', extension: 'ogg', mimeType: OPUS },
	{ at: 0, bytes: 'OggS', holds: '\x80theora', extension: 'ogv' },
	{ at: 0, bytes: 'OggS', extension: 'ogg', mimeType: 'audio/ogg' },
	{ at: 0, bytes: '\x1a\x45\xdf\xa3', holds: 'matroska', extension: 'mkv' },
	{ at: 0, bytes: '\x1a\x45\xdf\xa3', extension: 'webm' },
	{ at: 4, bytes: 'ftyphei', extension: 'heic' },
	{ at: 4, bytes: 'ftyphev', extension: 'heic' },
	{ at: 4, bytes: 'ftypmif1', extension: 'heif' },
	{ at: 4, bytes: 'ftypmsf1', extension: 'heif' },
	{ at: 4, bytes: 'ftypavi', extension: 'avif' },
	{ at: 4, bytes: 'ftypM4A', extension: 'm4a' },
	{ at: 4, bytes: 'ftypM4B', extension: 'm4a' },
	{ at: 4, bytes: 'ftyp3g2', extension: '3g2' },
	{ at: 4, bytes: 'ftyp3g', extension: '3gp' },
	{ at: 4, bytes: 'ftypqt', extension: 'mov' },
	{ at: 4, bytes: 'ftyp', extension: 'mp4' },
	{ at: 0, bytes: '%PDF-', extension: 'pdf' },
	{ at: 0, bytes: 'PK\x03\x04', extension: 'zip' },
];

/**
 * What a file is, told from its first bytes.
 *
 * @returns undefined for a kind that is not known here. A document of an office is told as the ZIP that it is.
 */
export function sniff(bytes: Buffer): FileType | undefined {
	const head = bytes.subarray(0, 64).toString('latin1');
	const found = SIGNATURES.find(
		(signature) => head.startsWith(signature.bytes, signature.at) && head.includes(signature.holds ?? ''),
	);
	if (found === undefined) return undefined;
	const { extension, mimeType = TYPES.get(extension) ?? '' } = found;
	return { extension, mimeType };
}

/** What senders say who do not know the type. */
const UNTOLD = ['', 'application/octet-stream', 'binary/octet-stream'];

const ZIP = 'application/zip';

/**
 * The type of a file. Its bytes win, but for a ZIP: documents of an office, books and apps are ZIPs too, and say so by
 * type or name.
 *
 * @param sniffed what its bytes tell
 * @param stated what else tells of its type, the most trusted first
 * @returns undefined where nothing tells
 */
export function typeFrom(
	sniffed: FileType | undefined,
	stated: Array<string | undefined>,
): string | undefined {
	const telling = stated.filter((type) => type !== undefined && !UNTOLD.includes(essence(type)));
	if (sniffed?.mimeType !== ZIP) return sniffed?.mimeType ?? telling[0];
	return telling.find((type) => /^application\/(?!(x-)?zip\b)/i.test(type ?? '')) ?? ZIP;
}

/** The MIME type of files with such a name; undefined where the name does not tell. */
export function mimeTypeOf(fileName: string): string | undefined {
	return TYPES.get(extensionOf(fileName));
}

/** The usual ending, without its dot, of the names of files of a type; undefined for a type that is not known here. */
export function extensionFor(mimeType: string): string | undefined {
	return EXTENSIONS[essence(mimeType)]?.[0];
}

/** No MIME type is longer before its parameters (RFC 6838: 127 characters on each side of the slash). */
export const LONGEST_TYPE = 255;

/** A MIME type without its parameters. */
export function essence(mimeType: string): string {
	const [type = ''] = mimeType.slice(0, LONGEST_TYPE).split(';', 1);
	return type.trim().toLowerCase();
}

/** A name for a downloaded file: its address's last part, or a plain one with the extension of what it is. */
export function fileNameOf(url: string, bytes: Buffer): string {
	const name = nameInAddress(url);
	return extensionOf(name) === '' ? `file.${sniff(bytes)?.extension ?? 'bin'}` : name;
}

/** The last part of an address's path, decoded; empty where there is none. */
export function nameInAddress(url: string): string {
	const segment = addressOf(url)?.pathname.split('/').pop() ?? '';
	try {
		return decodeURIComponent(segment);
	} catch {
		return segment;
	}
}

function extensionOf(name: string): string {
	const [, extension = ''] = /\.([A-Za-z0-9]{1,50})$/.exec(name.slice(-51)) ?? [];
	return extension.toLowerCase();
}
