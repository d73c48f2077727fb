import { asObject } from '../../shared/json';
import type { Content } from './content';
import type { Message } from './shapes';

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

const CONTENTS = Object.keys(BY_CONTENT);

/** The message types of WhatsApp Web as WEBJS and WPP show them in `type`. */
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

/**
 * What a message is: `text`, `image`, `video`, `voice`, `audio`, `document`, `sticker`, `location`, `contact`,
 * `poll` …, or `unknown`. WAHA's own fields do not say it, so the raw data of the engine is asked first.
 */
export function kindOf(message: Message): string {
	return kindByContent(message.content) ?? kindByWebType(message.raw.type) ?? kindByFields(message);
}

function kindByContent(content: Content): string | undefined {
	const found = CONTENTS.find((name) => isPresent(content[name]));
	if (found !== 'audioMessage') return found === undefined ? undefined : BY_CONTENT[found];
	const audio = asObject(content[found]);
	// GOWS writes PTT, NOWEB ptt ("push to talk").
	return audio.PTT === true || audio.ptt === true ? 'voice' : 'audio';
}

function kindByWebType(type: string | undefined): string | undefined {
	return type !== undefined && Object.hasOwn(BY_WEB_TYPE, type) ? BY_WEB_TYPE[type] : undefined;
}

function kindByFields(message: Message): string {
	if (message.location) return 'location';
	if ((message.vCards?.length ?? 0) > 0) return 'contact';
	const mimetype = message.media?.mimetype;
	if (mimetype !== undefined) return kindByMimeType(mimetype);
	if (message.hasMedia === true) return 'unknown';
	return isPresent(message.body) ? 'text' : 'unknown';
}

/** A voice message is an Ogg file with Opus, which nobody sends as music. */
function kindByMimeType(mimetype: string): string {
	if (mimetype.startsWith('audio/ogg')) return 'voice';
	if (mimetype === 'image/webp') return 'sticker';
	const [kind = ''] = mimetype.split('/');
	return ['image', 'video', 'audio'].includes(kind) ? kind : 'document';
}

function isPresent(value: unknown): boolean {
	return value !== undefined && value !== null && value !== '';
}
