import type { Message } from './schemas';

/** The content keys of WhatsApp's protocol as GOWS (`_data.Message`) and NOWEB (`_data.message`) show them. */
const BY_CONTENT: Readonly<Record<string, string>> = {
	conversation: 'text',
	extendedTextMessage: 'text',
	imageMessage: 'image',
	videoMessage: 'video',
	ptvMessage: 'video',
	audioMessage: 'audio',
	documentMessage: 'document',
	stickerMessage: 'sticker',
	locationMessage: 'location',
	liveLocationMessage: 'location',
	contactMessage: 'contact',
	contactsArrayMessage: 'contact',
	pollCreationMessage: 'poll',
	pollCreationMessageV2: 'poll',
	pollCreationMessageV3: 'poll',
	pollUpdateMessage: 'pollVote',
	eventMessage: 'event',
	encEventResponseMessage: 'eventResponse',
	reactionMessage: 'reaction',
	groupInviteMessage: 'groupInvite',
	listMessage: 'list',
	listResponseMessage: 'listReply',
	buttonsMessage: 'buttons',
	buttonsResponseMessage: 'buttonReply',
	templateButtonReplyMessage: 'buttonReply',
	orderMessage: 'order',
	productMessage: 'product',
};

/** The message types of WhatsApp Web as WEBJS shows them in `_data.type`. */
const BY_WEB_TYPE: Readonly<Record<string, string>> = {
	chat: 'text',
	image: 'image',
	video: 'video',
	ptv: 'video',
	ptt: 'voice',
	audio: 'audio',
	document: 'document',
	sticker: 'sticker',
	location: 'location',
	vcard: 'contact',
	multi_vcard: 'contact',
	poll_creation: 'poll',
	event_creation: 'event',
	groups_v4_invite: 'groupInvite',
	list: 'list',
	list_response: 'listReply',
	buttons_response: 'buttonReply',
	order: 'order',
	product: 'product',
};

/** Messages around a message: the content is in their `message`. */
const WRAPPERS = [
	'ephemeralMessage',
	'viewOnceMessage',
	'viewOnceMessageV2',
	'viewOnceMessageV2Extension',
	'documentWithCaptionMessage',
	'lottieStickerMessage',
	'deviceSentMessage',
	'editedMessage',
];

/** Wrappers can stand in wrappers; no real message is deeper than this. */
const MAX_WRAPPERS = 5;

type Fields = Record<string, unknown>;

/** The innermost content of a raw message of GOWS or NOWEB. */
export function contentOf({ _data: raw }: Message): Fields {
	let content: Fields = raw?.Message ?? raw?.message ?? {};
	for (let depth = 0; depth < MAX_WRAPPERS; depth++) {
		const outer = content;
		const wrapper = WRAPPERS.map((name) => outer[name]).find(isFields);
		const inner = wrapper?.message ?? wrapper?.Message;
		if (!isFields(inner)) break;
		content = inner;
	}
	return content;
}

/**
 * What a message is: `text`, `image`, `video`, `voice`, `audio`, `document`, `sticker`, `location`, `contact`,
 * `poll` …, or `unknown`. WAHA's own fields do not say it, so the raw data of the engine is asked first.
 */
export function messageTypeOf(message: Message): string {
	return typeByContent(contentOf(message)) ?? typeByWeb(message._data?.type) ?? typeByFields(message);
}

function typeByContent(content: Fields): string | undefined {
	const found = Object.keys(BY_CONTENT).find((name) => isPresent(content[name]));
	if (found !== 'audioMessage') return found === undefined ? undefined : BY_CONTENT[found];
	const audio = content[found];
	// GOWS writes PTT, NOWEB ptt ("push to talk").
	return isFields(audio) && (audio.PTT === true || audio.ptt === true) ? 'voice' : 'audio';
}

function typeByWeb(type: string | undefined): string | undefined {
	return type !== undefined && Object.hasOwn(BY_WEB_TYPE, type) ? BY_WEB_TYPE[type] : undefined;
}

function typeByFields(message: Message): string {
	if (message.location) return 'location';
	if ((message.vCards?.length ?? 0) > 0) return 'contact';
	const mimetype = message.media?.mimetype;
	if (mimetype !== undefined) return typeByMime(mimetype);
	if (message.hasMedia === true) return 'unknown';
	return isPresent(message.body) ? 'text' : 'unknown';
}

/** A voice message is an Ogg file with Opus, which nobody sends as music. */
function typeByMime(mimetype: string): string {
	if (mimetype.startsWith('audio/ogg')) return 'voice';
	if (mimetype === 'image/webp') return 'sticker';
	const [kind = ''] = mimetype.split('/');
	return ['image', 'video', 'audio'].includes(kind) ? kind : 'document';
}

function isFields(value: unknown): value is Fields {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isPresent(value: unknown): boolean {
	return value !== undefined && value !== null && value !== '';
}
