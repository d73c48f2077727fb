import { present } from '../../shared/json';
import { filledText } from '../../shared/lenient';
import { partsOf } from './content';
import type { Message } from './shapes';

/** The file of a message: where it is, and what is known of it. Length in bytes, duration in seconds. */
export interface Media {
	/** Where the server offers it, once it fetched it from WhatsApp. */
	url?: string;
	mimetype?: string;
	filename?: string;
	fileLength?: number;
	seconds?: number;
	/** Why the server could not fetch it. */
	error?: unknown;
}

/** The file of a message; undefined where it has none. */
export function mediaOf(message: Message): Media | undefined {
	const { media, mediaUrl, hasMedia } = message;
	const inside = mediaInside(message);
	const none = !media && mediaUrl === undefined && hasMedia !== true && Object.keys(inside).length === 0;
	if (none) return undefined;
	return present({
		...inside,
		...present({
			url: media?.url ?? mediaUrl,
			mimetype: media?.mimetype,
			filename: media?.filename,
			error: media?.error ?? undefined,
		}),
	});
}

/** What the engine's own message says of its file: WEBJS and WPP in flat fields, the others in the content. */
function mediaInside({ raw, content }: Message): Media {
	const part = partsOf(content).find(({ mimetype }) => typeof mimetype === 'string') ?? {};
	const { mimetype = part.mimetype, filename = part.fileName, size, duration } = raw;
	return present({
		mimetype: filledText(mimetype),
		filename: filledText(filename),
		fileLength: numberOf(size ?? part.fileLength),
		seconds: numberOf(duration ?? part.seconds),
	});
}

/** Engines write lengths as numbers or as digits. */
function numberOf(value: unknown): number | undefined {
	const number = typeof value === 'string' && value !== '' ? Number(value) : value;
	return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}
