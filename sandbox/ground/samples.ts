import { readFileSync } from 'node:fs';
import path from 'node:path';

/** A file with its MIME type; the bytes are read when they are first asked for. */
export interface Sample {
	mimetype: string;
	bytes: () => Buffer;
}

/** The small files served under `/sandbox/media/<name>`, so that examples work without the internet. */
export const SAMPLE_MEDIA = {
	'picture.png': sample('picture.png', 'image/png'),
	'photo.jpg': sample('photo.jpg', 'image/jpeg'),
	'voice.ogg': sample('voice.ogg', 'audio/ogg; codecs=opus'),
	'tune.wav': sample('tune.wav', 'audio/wav'),
	'clip.mp4': sample('clip.mp4', 'video/mp4'),
	'invoice.pdf': sample('invoice.pdf', 'application/pdf'),
	'page.html': sample('page.html', 'text/html'),
} satisfies Record<string, Sample>;

/** A sample by its name, undefined for an unknown one. */
export function sampleMedia(name: string): Sample | undefined {
	return Object.hasOwn(SAMPLE_MEDIA, name) ? SAMPLE_MEDIA[name as keyof typeof SAMPLE_MEDIA] : undefined;
}

/** A file of the folder `samples`; `scripts/samples.ts` made them. */
function sample(name: string, mimetype: string): Sample {
	let read: Buffer | undefined;
	return { mimetype, bytes: () => (read ??= readFileSync(path.join(__dirname, 'samples', name))) };
}
