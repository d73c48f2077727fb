import { bytesOf } from '../ground/media';
import { qrDataUrl } from '../ground/qr';
import type { PostedStatus } from '../ground/statusFeed';
import type { Wuts } from './account';
import { WutsError } from './errors';

/** A call that has passed the checks of the contract. */
export interface WutsCall {
	wuts: Wuts;
	params: Record<string, unknown>;
}

interface MediaParameters {
	media_type?: 'image' | 'video';
	mime_type: string;
	url?: string;
	data?: string;
	caption?: string;
	view_once?: boolean;
}

/** What each operation does, by operationId. */
export const WUTS_ROUTES: Record<string, (call: WutsCall) => unknown> = {
	postTextStatus: ({ wuts, params }) => {
		wuts.requireConnected();
		return answer(wuts.publish({ type: 'text', text: params['text'] as string }));
	},
	postMediaStatus: async ({ wuts, params }) => {
		const given = params as unknown as MediaParameters;
		const type = typeOf(given);
		if ((given.url === undefined) === (given.data === undefined)) throw new WutsError('invalid_media');
		wuts.requireConnected();
		const media = await bytesOf(given);
		const { mime_type: mimetype, caption, view_once: viewOnce } = given;
		const options = {
			...(caption !== undefined && { caption }),
			...(viewOnce !== undefined && { viewOnce }),
		};
		return answer(wuts.publish({ type, mimetype, fileLength: media.length, media, ...options }));
	},
	getQr: async ({ wuts }) => {
		if (wuts.account.connected) throw new WutsError('already_connected');
		const raw = '2@sandbox-of-wuts';
		return { success: true, qr_code: raw, qr_image: await qrDataUrl(raw) };
	},
};

function typeOf({ media_type: given, mime_type: mimetype }: MediaParameters): 'image' | 'video' {
	const type = given ?? mimetype.split('/')[0];
	if (type === 'image' || type === 'video') return type;
	throw new WutsError('invalid_media', `media_type cannot be inferred from ${mimetype}`);
}

function answer({ id, postedAt, type, mimetype }: PostedStatus): object {
	const timestamp = inBrazil(postedAt);
	return { success: true, message_id: id, timestamp, status_type: type, mime_type: mimetype };
}

const OFFSET_HOURS = 3;

/** A time with the offset of the seed's examples: `2026-06-15T14:35:11-03:00`. */
function inBrazil(milliseconds: number): string {
	const local = new Date(milliseconds - OFFSET_HOURS * 60 * 60 * 1000);
	return `${local.toISOString().slice(0, 19)}-0${String(OFFSET_HOURS)}:00`;
}
