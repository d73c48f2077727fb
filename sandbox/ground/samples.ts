import { playOgg, playWav } from './drawn/audio';
import { writePdf } from './drawn/document';
import { CLIP_MP4, PHOTO_JPEG } from './drawn/embedded';
import { drawPicture } from './drawn/picture';

/** A small file the sandbox serves under `/sandbox/media/<name>`, so that examples work without the internet. */
interface Sample {
	mimetype: string;
	bytes: () => Buffer;
}

/** The files by name; each is made when it is first asked for. */
export const SAMPLE_MEDIA = {
	'picture.png': { mimetype: 'image/png', bytes: once(drawPicture) },
	'photo.jpg': { mimetype: 'image/jpeg', bytes: once(() => Buffer.from(PHOTO_JPEG, 'base64')) },
	'voice.ogg': { mimetype: 'audio/ogg; codecs=opus', bytes: once(() => playOgg(3)) },
	'tune.wav': { mimetype: 'audio/wav', bytes: once(playWav) },
	'clip.mp4': { mimetype: 'video/mp4', bytes: once(() => Buffer.from(CLIP_MP4, 'base64')) },
	'invoice.pdf': { mimetype: 'application/pdf', bytes: once(writePdf) },
	'page.html': { mimetype: 'text/html', bytes: once(() => Buffer.from('<!doctype html><p>No picture</p>')) },
} satisfies Record<string, Sample>;

/** A sample by its name, undefined for an unknown one. */
export function sampleMedia(name: string): Sample | undefined {
	return Object.hasOwn(SAMPLE_MEDIA, name) ? SAMPLE_MEDIA[name as keyof typeof SAMPLE_MEDIA] : undefined;
}

function once(make: () => Buffer): () => Buffer {
	let made: Buffer | undefined;
	return () => (made ??= make());
}
