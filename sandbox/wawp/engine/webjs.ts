import type { MediaFile } from '../phone/types';

const WEBJS_FLAGS = {
	deviceType: 'android',
	isForwarded: false,
	forwardingScore: 0,
	hasReaction: false,
	vCards: [],
	mentionedIds: [],
	groupMentions: [],
	isGif: false,
	links: [],
};

/** What one message of the WEBJS engine is made of. */
interface WebjsParts {
	longId: string;
	chat: string;
	own: string;
	id: string;
	at: number;
	ack?: number;
	body: string;
	type: string;
	media?: Partial<Pick<MediaFile, 'mimetype'>> & { size?: number; duration?: number };
	isStatus?: boolean;
	isStarred?: boolean;
	hasQuotedMsg?: boolean;
}

/** An answer of the WEBJS engine: the id as an object. */
export function webjsAnswer(parts: WebjsParts): object {
	const { longId, chat, own, body, type, media, ack = 0 } = parts;
	const { isStatus = false, isStarred = false, hasQuotedMsg = false } = parts;
	const id = { fromMe: true, remote: chat, id: parts.id, _serialized: longId };
	const timestamp = Math.floor(parts.at / 1000);
	return {
		_data: { id, viewed: false, body, type, t: timestamp, from: own, to: chat, ack, ...media },
		id,
		ack,
		hasMedia: media !== undefined,
		body,
		type,
		timestamp,
		from: own,
		to: chat,
		...WEBJS_FLAGS,
		isStatus,
		isStarred,
		fromMe: true,
		hasQuotedMsg,
	};
}
