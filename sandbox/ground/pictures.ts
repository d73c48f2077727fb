import { randomBytes } from 'node:crypto';
import { bytesOf, requirePicture } from './media';
import type { FileParameter } from './media';
import { sampleMedia } from './samples';

interface Picture {
	mimetype: string;
	bytes: () => Buffer;
}

/** Pictures of people, groups and channels under `/sandbox/media`: the samples, and those that were uploaded. */
export class Pictures {
	private readonly uploaded = new Map<string, Picture>();

	/** A picture or any other sample by its name. */
	get(name: string): Picture | undefined {
		return this.uploaded.get(name) ?? sampleMedia(name);
	}

	/** Takes a file parameter; a URL is really downloaded. Throws 400 unless it is a PNG or JPEG. Returns its name. */
	async upload(file: FileParameter): Promise<string> {
		const bytes = await bytesOf(file);
		requirePicture(bytes);
		const name = `upload-${randomBytes(6).toString('hex')}`;
		const mimetype = bytes[0] === 0xff ? 'image/jpeg' : 'image/png';
		this.uploaded.set(name, { mimetype, bytes: () => bytes });
		return name;
	}
}
