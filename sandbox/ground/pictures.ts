import { randomBytes } from 'node:crypto';
import { bytesOf, pictureType } from './media';
import type { FileParameter } from './media';
import { sampleMedia } from './samples';
import type { Sample } from './samples';

/** Pictures of people, groups and channels under `/sandbox/media`: the samples, and those that were uploaded. */
export class Pictures {
	/** `uploaded` are those of an earlier sandbox. */
	constructor(readonly uploaded = new Map<string, Sample>()) {}

	/** A picture or any other sample by its name. */
	get(name: string): Sample | undefined {
		return this.uploaded.get(name) ?? sampleMedia(name);
	}

	/** Takes a file parameter; a URL is really downloaded. Throws a `MediaError` unless it is a PNG or JPEG. Returns its name. */
	async upload(file: FileParameter): Promise<string> {
		const bytes = await bytesOf(file);
		const mimetype = pictureType(bytes);
		const name = `upload-${randomBytes(6).toString('hex')}`;
		this.uploaded.set(name, { mimetype, bytes: () => bytes });
		return name;
	}
}
