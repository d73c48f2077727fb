import { essence } from '../../shared/fileTypes';
import type { MediaRule } from '../../shared/media';
import type { Field } from '../../shared/field';
import { onOff } from '../../shared/schemas';

export const IMAGE: MediaRule = {
	accepts: ['image/png', 'image/jpeg'],
	accepted: 'PNG or JPEG',
	fileName: 'image.jpg',
	unknown: { ask: 'image/jpeg' },
	maxMegabytes: 16,
};

/** Without Wawp's conversion only one format plays for sure. */
function unlessConverted(plays: string, format: string): MediaRule['warn'] {
	return (mimeType, { convert }) =>
		convert === false && essence(mimeType) !== plays
			? `The file is ${mimeType} and "Convert" is off: people may be unable to play it. Switch "Convert" on, or give the file as ${format}.`
			: undefined;
}

export const VOICE: MediaRule = {
	accepts: ['audio/', 'video/mp4', 'video/webm', 'video/3gpp'],
	accepted: 'an audio file such as OGG/Opus, MP3, M4A or WAV',
	fileName: 'note.ogg',
	unknown: { ask: 'audio/ogg; codecs=opus, or audio/mpeg for MP3' },
	maxMegabytes: 16,
	warn: unlessConverted('audio/ogg', 'OGG/Opus'),
};

export const VIDEO: MediaRule = {
	accepts: ['video/'],
	accepted: 'a video such as MP4 (H.264)',
	fileName: 'video.mp4',
	unknown: { ask: 'video/mp4' },
	maxMegabytes: 64,
	warn: unlessConverted('video/mp4', 'MP4 (H.264)'),
};

export const DOCUMENT: MediaRule = {
	accepts: [''],
	accepted: 'any file',
	fileName: 'document.pdf',
	unknown: { send: 'application/octet-stream' },
	maxMegabytes: 64,
};

/** Lets Wawp bring a file into the format that WhatsApp plays. */
function convert(description: string): Field {
	return {
		property: { displayName: 'Convert', name: 'convert', type: 'boolean', default: true, description },
		schema: onOff,
		in: 'query',
	};
}

export const CONVERT_VOICE = convert(
	'Whether Wawp converts the file to OGG/Opus, which every phone plays. Switch it off only for a file that is OGG/Opus already.',
);
export const CONVERT_VIDEO = convert(
	'Whether Wawp converts the file to MP4 (H.264), which every phone plays. Switch it off only for a file that plays on WhatsApp already.',
);

/** A round video. */
export const AS_NOTE: Field = {
	property: {
		displayName: 'Round Video Note',
		name: 'asNote',
		type: 'boolean',
		default: false,
		description: 'Whether to send it as a round video note',
	},
	schema: onOff,
	in: 'query',
};
