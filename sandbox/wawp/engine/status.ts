import { gowsAnswer, gowsMedia, gowsVoice } from './gows';
import type { GowsFile } from './gows';
import { webjsAnswer } from './webjs';
import { accountOf } from '../instances';
import type { Instance } from '../instances';
import { messageId, statusMessageId } from '../../ground/ids';
import type { PostedStatus } from '../../ground/statusFeed';

/** The chat in which statuses travel. */
export const STATUS_CHAT = 'status@broadcast';
const WHITE = 0xffffffff;
const OPAQUE = 0xff000000;
const WEBJS_TYPES = { text: 'chat', image: 'image', voice: 'ptt', video: 'video' } as const;

/** What a post answers, in the shape of the instance's engine. */
export function postAnswer(instance: Instance, status: PostedStatus): object {
	if (instance.engine === 'WEBJS') return webjsStatus(instance, status);
	return gowsStatus(instance, status.id, status.postedAt, gowsMessage(status));
}

/** What a deletion answers: the message that takes the status back (inferred). */
export function revokeAnswer(instance: Instance, status: PostedStatus, now: number): object {
	const key = { remoteJID: STATUS_CHAT, fromMe: true, ID: status.id };
	return gowsStatus(instance, messageId(), now, { protocolMessage: { type: 0, key } });
}

function gowsStatus(instance: Instance, id: string, at: number, message: object): object {
	const sender = `${instance.phone}:13@s.whatsapp.net`;
	return gowsAnswer({
		longId: statusMessageId(id, instance.phone),
		chat: STATUS_CHAT,
		sender,
		id,
		at,
		message,
	});
}

function gowsMessage(status: PostedStatus): object {
	const { seconds } = status;
	const file = fileOf(status);
	switch (status.type) {
		case 'text':
			return { extendedTextMessage: gowsText(status) };
		case 'image':
			return { imageMessage: { ...gowsMedia(file), JPEGThumbnail: '' } };
		case 'voice':
			return gowsVoice(file, seconds);
		case 'video':
			return { videoMessage: { ...gowsMedia(file), seconds } };
	}
}

function fileOf({ id, mimetype, caption, media }: PostedStatus): GowsFile {
	return { id, mimetype, caption, bytes: media };
}

function gowsText({ text, backgroundColor = '#38b42f', font = 0 }: PostedStatus): object {
	const backgroundArgb = OPAQUE + Number.parseInt(backgroundColor.slice(1), 16);
	return { text, textArgb: WHITE, backgroundArgb, font };
}

function webjsStatus(instance: Instance, status: PostedStatus): object {
	const { id, messageId, mimetype, fileLength, seconds, media } = status;
	return webjsAnswer({
		longId: messageId,
		chat: STATUS_CHAT,
		own: accountOf(instance).id,
		id,
		at: status.postedAt,
		body: status.text ?? status.caption ?? '',
		type: WEBJS_TYPES[status.type],
		...(media && { media: { mimetype, size: fileLength, duration: seconds } }),
		isStatus: true,
	});
}

/** Payload of the `message.any` event an own status causes. */
export function ownStatusPayload(status: PostedStatus): object {
	return {
		id: status.messageId,
		timestamp: Math.floor(status.postedAt / 1000),
		from: STATUS_CHAT,
		fromMe: true,
		source: 'api',
		to: STATUS_CHAT,
		participant: null,
		body: status.text ?? status.caption ?? '',
		hasMedia: status.media !== undefined,
		media: null,
		ack: 1,
		ackName: 'SERVER',
		_data: {},
	};
}

/** Payload of the `message.ack` event a view of an own status causes. */
export function viewPayload(status: PostedStatus, viewer: string): object {
	return {
		id: status.messageId,
		from: STATUS_CHAT,
		to: STATUS_CHAT,
		participant: viewer,
		fromMe: true,
		ack: 3,
		ackName: 'READ',
		_data: {},
	};
}
