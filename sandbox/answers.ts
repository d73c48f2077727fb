import { createHash } from 'node:crypto';
import { accountOf } from './instances';
import type { Instance } from './instances';
import { messageId } from './events';
import type { PostedStatus } from './types';

const STATUS_CHAT = 'status@broadcast';
const WHITE = 0xffffffff;
const OPAQUE = 0xff000000;
const INFO = {
	Chat: STATUS_CHAT,
	Sender: '',
	IsFromMe: true,
	IsGroup: false,
	AddressingMode: '',
	SenderAlt: '',
	RecipientAlt: '',
	BroadcastListOwner: '',
	BroadcastRecipients: null,
	ID: '',
	ServerID: 0,
	Type: '',
	PushName: '',
	Timestamp: '',
	Category: '',
	Multicast: false,
	MediaType: '',
	Edit: '',
	MsgBotInfo: { EditType: '', EditTargetID: '', EditSenderTimestampMS: '0001-01-01T00:00:00Z' },
	MsgMetaInfo: {
		TargetID: '',
		TargetSender: '',
		TargetChat: '',
		DeprecatedLIDSession: null,
		ThreadMessageID: '',
		ThreadMessageSenderJID: '',
	},
	VerifiedName: null,
	DeviceSentMeta: null,
};
const FLAGS = {
	IsEphemeral: false,
	IsViewOnce: false,
	IsViewOnceV2: false,
	IsViewOnceV2Extension: false,
	IsDocumentWithCaption: false,
	IsLottieSticker: false,
	IsBotInvoke: false,
	IsEdit: false,
	SourceWebMsg: null,
	UnavailableRequestID: '',
	RetryCount: 0,
	NewsletterMeta: null,
};
const WAVEFORM = 'PC86Ly45KUU+RD08RDpJOzlEQEc9XWBWYVxbTTlGPUY/PFg/Y1pPUlVhQEhGRl9aYD1AUj5fUExDM0U8PBkHAA==';
const WEBJS_FLAGS = {
	deviceType: 'android',
	isForwarded: false,
	forwardingScore: 0,
	isStatus: true,
	isStarred: false,
	fromMe: true,
	hasQuotedMsg: false,
	hasReaction: false,
	vCards: [],
	mentionedIds: [],
	groupMentions: [],
	isGif: false,
	links: [],
};
const WEBJS_TYPES = { text: 'chat', image: 'image', voice: 'ptt', video: 'video' } as const;

/** `true_status@broadcast_<id>_<own number>@c.us`. */
export function longId(instance: Instance, id: string): string {
	return `true_${STATUS_CHAT}_${id}_${accountOf(instance).id}`;
}

/** What a post answers, in the shape of the instance's engine. */
export function postAnswer(instance: Instance, status: PostedStatus): object {
	if (instance.engine === 'WEBJS') return webjsAnswer(instance, status);
	return gowsAnswer(instance, status.id, status.postedAt, gowsMessage(status));
}

/** What a deletion answers: the message that takes the status back (inferred). */
export function revokeAnswer(instance: Instance, status: PostedStatus, now: number): object {
	const key = { remoteJID: STATUS_CHAT, fromMe: true, ID: status.id };
	return gowsAnswer(instance, messageId(), now, { protocolMessage: { type: 0, key } });
}

function gowsAnswer(instance: Instance, id: string, at: number, message: object): object {
	return {
		id: longId(instance, id),
		_data: { Info: gowsInfo(instance, id, at), Message: message, ...FLAGS, RawMessage: message },
	};
}

function gowsInfo(instance: Instance, id: string, at: number): object {
	const Sender = `${instance.phone}:13@s.whatsapp.net`;
	return { ...INFO, Sender, ID: id, Timestamp: new Date(at).toISOString() };
}

function gowsMessage(status: PostedStatus): object {
	switch (status.type) {
		case 'text':
			return { extendedTextMessage: gowsText(status) };
		case 'image':
			return { imageMessage: { ...gowsMedia(status), JPEGThumbnail: '' } };
		case 'voice':
			return {
				audioMessage: { ...gowsMedia(status), seconds: status.seconds, PTT: true, waveform: WAVEFORM },
			};
		case 'video':
			return {
				videoMessage: { ...gowsMedia(status), seconds: status.seconds },
			};
	}
}

function gowsText({ text, backgroundColor = '#38b42f', font = 0 }: PostedStatus): object {
	const backgroundArgb = OPAQUE + Number.parseInt(backgroundColor.slice(1), 16);
	return { text, textArgb: WHITE, backgroundArgb, font };
}

function gowsMedia(status: PostedStatus): object {
	const hash = createHash('sha256')
		.update(status.media ?? '')
		.digest('base64');
	const directPath = `/o1/v/t24/f2/m232/${status.id}.enc`;
	return {
		URL: `https://mmg.whatsapp.net${directPath}`,
		mimetype: status.mimetype,
		...(status.caption !== undefined && { caption: status.caption }),
		fileSHA256: hash,
		fileLength: status.fileLength,
		mediaKey: hash,
		fileEncSHA256: hash,
		directPath,
	};
}

function webjsAnswer(instance: Instance, status: PostedStatus): object {
	const own = accountOf(instance).id;
	const id = { fromMe: true, remote: STATUS_CHAT, id: status.id, _serialized: status.messageId };
	const type = WEBJS_TYPES[status.type];
	const body = status.text ?? status.caption ?? '';
	const timestamp = Math.floor(status.postedAt / 1000);
	const media = { mimetype: status.mimetype, size: status.fileLength, duration: status.seconds };
	return {
		_data: { id, viewed: false, body, type, t: timestamp, from: own, to: STATUS_CHAT, ack: 0, ...media },
		id,
		ack: 0,
		hasMedia: status.media !== undefined,
		body,
		type,
		timestamp,
		from: own,
		to: STATUS_CHAT,
		...WEBJS_FLAGS,
	};
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
