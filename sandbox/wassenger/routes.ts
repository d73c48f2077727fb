import { bytesOf, kindOf } from '../ground/media';
import type { StatusContent } from '../ground/statusFeed';
import type { Schedule, Wassenger } from './account';
import { WassengerError } from './errors';

/** A call that has passed the checks of the contract. */
export interface WassengerCall {
	wassenger: Wassenger;
	params: Record<string, unknown>;
}

interface PostParameters {
	deviceId: string;
	message?: string;
	media?: { url: string };
	deliverAt?: string;
	delay?: number;
	order?: boolean;
}

/** What each operation does, by operationId. */
export const WASSENGER_ROUTES: Record<string, (call: WassengerCall) => unknown> = {
	getDevices: ({ wassenger }) =>
		wassenger.account.devices.map(({ id, phone, alias, status }) => ({
			id,
			phone: `+${phone}`,
			alias,
			session: { status },
		})),
	postStatus: async ({ wassenger, params }) => {
		const given = params as unknown as PostParameters;
		const device = wassenger.publisher(given.deviceId);
		const schedule = scheduleOf(given, wassenger.clock.now());
		const content = await contentOf(given);
		const { id, createdAt, isPublished } = wassenger.post(device, content, schedule);
		return {
			id,
			status: isPublished ? 'sent' : 'queued',
			deliveryStatus: isPublished ? 'sent' : 'queued',
			createdAt: iso(createdAt),
			...(schedule.deliverAt !== undefined && { deliverAt: iso(schedule.deliverAt) }),
			device: device.id,
			message: given.message ?? '',
			...(given.media && { media: { url: given.media.url, mimetype: content.mimetype } }),
		};
	},
};

function scheduleOf({ deliverAt, delay, order = false }: PostParameters, now: number): Schedule {
	if (deliverAt !== undefined && delay !== undefined) {
		throw new WassengerError('invalid_request', 'Give deliverAt or delay, not both.');
	}
	if (delay !== undefined) return { deliverAt: now + delay * 1000, isStrict: order };
	if (deliverAt === undefined) return { deliverAt: undefined, isStrict: order };
	const at = Date.parse(deliverAt);
	if (Number.isNaN(at)) throw new WassengerError('invalid_request', 'deliverAt must be an ISO date.');
	if (at <= now) throw new WassengerError('invalid_request', 'deliverAt must be in the future.');
	return { deliverAt: at, isStrict: order };
}

async function contentOf({ message = '', media }: PostParameters): Promise<StatusContent> {
	if (media === undefined) {
		if (message.trim() === '') throw new WassengerError('invalid_request', 'Give a message or media.');
		return { type: 'text', text: message };
	}
	const bytes = await bytesOf(media);
	const kind = kindOf(bytes);
	if (kind === undefined) throw new WassengerError('media_error');
	return { ...kind, ...(message !== '' && { caption: message }), fileLength: bytes.length, media: bytes };
}

function iso(milliseconds: number): string {
	return new Date(milliseconds).toISOString();
}
