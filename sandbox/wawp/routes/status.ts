import { ownStatusPayload, postAnswer, revokeAnswer } from '../engine/status';
import { ApiError } from '../errors';
import { messageId } from '../../ground/ids';
import { bytesOf, pictureType, secondsOf } from '../../ground/media';
import type { FileParameter } from '../../ground/media';
import type { StatusContent } from '../../ground/statusFeed';
import type { InstanceCall, InstanceHandler } from './call';
import { requireEngine, requireWorking } from './checks';

interface TextParameters {
	text: string;
	backgroundColor?: string;
	font?: number;
	linkPreview?: boolean;
	linkPreviewHighQuality?: boolean;
}

interface MediaParameters {
	file: FileParameter;
	caption?: string;
	convert?: boolean;
	asNote?: boolean;
	backgroundColor?: string;
}

/** Status operations by operationId. */
export const STATUS_ROUTES: Record<string, InstanceHandler> = {
	postTextStatus: (call) => {
		requireWorking(call.instance);
		const { text, ...options } = call.params as unknown as TextParameters;
		return post(call, { type: 'text', text, ...pick(options, TEXT_OPTIONS) });
	},
	postImageStatus: (call) => postMedia(call, 'image'),
	postVoiceStatus: (call) => postMedia(call, 'voice'),
	postVideoStatus: (call) => postMedia(call, 'video'),
	deleteStatus: ({ wawp: { ground }, instance, params }) => {
		requireEngine(instance, 'GOWS', 'Deleting a status');
		requireWorking(instance);
		const status = ground.feed.visible(instance.id, params['id'] as string);
		if (status === undefined) {
			throw new ApiError('wawp_api_error', { status: 404, message: 'There is no such status.' });
		}
		ground.feed.remove(status);
		return revokeAnswer(instance, status, ground.clock.now());
	},
};

const TEXT_OPTIONS = ['backgroundColor', 'font', 'linkPreview', 'linkPreviewHighQuality'] as const;
const MEDIA_OPTIONS = ['caption', 'convert', 'asNote', 'backgroundColor'] as const;

async function postMedia(call: InstanceCall, type: 'image' | 'voice' | 'video'): Promise<object> {
	requireWorking(call.instance);
	const { file, ...options } = call.params as unknown as MediaParameters;
	const media = await bytesOf(file);
	if (type === 'image') pictureType(media);
	return post(call, {
		type,
		media,
		mimetype: file.mimetype,
		filename: file.filename,
		fileLength: media.length,
		...(type !== 'image' && { seconds: secondsOf(media, type) }),
		...pick(options, MEDIA_OPTIONS),
	});
}

function post({ wawp, instance, params }: InstanceCall, content: StatusContent): object {
	const id = messageId();
	const contacts =
		instance.engine === 'WEBJS' ? null : ((params['contacts'] as string[] | undefined) ?? null);
	const status = wawp.ground.feed.add({
		service: 'wawp',
		id,
		instanceId: instance.id,
		phone: instance.phone,
		contacts,
		...content,
	});
	wawp.webhooks.send(instance, 'message.any', ownStatusPayload(status));
	return postAnswer(instance, status);
}

function pick<T extends object, K extends keyof T>(values: T, names: readonly K[]): Partial<Pick<T, K>> {
	const given = names.filter((name) => values[name] !== undefined);
	return Object.fromEntries(given.map((name) => [name, values[name]])) as Partial<Pick<T, K>>;
}
