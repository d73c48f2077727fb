import type { IDataObject } from 'n8n-workflow';

import { asObject, asText } from '../shared/json';
import type { Values } from '../shared/operation';

/** The kinds of content in a GOWS answer's `_data.Message`, and what a person calls them. */
const KINDS: Record<string, string> = {
	documentMessage: 'document',
	locationMessage: 'location',
	contactMessage: 'contact',
	contactsArrayMessage: 'contact',
	pollCreationMessage: 'poll',
	pollCreationMessageV3: 'poll',
	listMessage: 'list',
	eventMessage: 'event',
	reactionMessage: 'reaction',
	stickerMessage: 'sticker',
	extendedTextMessage: 'text',
	conversation: 'text',
	imageMessage: 'image',
	audioMessage: 'voice',
	videoMessage: 'video',
	ptvMessage: 'video',
};

/** WEBJS calls them otherwise. */
const WEBJS_KINDS: Record<string, string> = {
	chat: 'text',
	ptt: 'voice',
	audio: 'voice',
	poll_creation: 'poll',
	vcard: 'contact',
	multi_vcard: 'contact',
	event_creation: 'event',
};

const ACKS: Record<string, string> = {
	'-1': 'ERROR',
	'0': 'PENDING',
	'1': 'SERVER',
	'2': 'DEVICE',
	'3': 'READ',
	'4': 'PLAYED',
};

/**
 * The short form of a message ID: the `<ID>` in `true_status@broadcast_<ID>_<me>@c.us`. A short one stays.
 * WAHA deletes statuses by the short form; whether Wawp takes the long one is not documented.
 */
export function shortMessageId(id: string): string {
	const [direction = '', , short] = id.trim().split('_');
	return short !== undefined && /^(true|false)$/.test(direction) ? short : id.trim();
}

/**
 * The fields of a posted status that matter, from both documented answer shapes (engines GOWS and WEBJS), or
 * from the receipt of a queue.
 */
export function simplifyPost(body: IDataObject, { audience }: Values): IDataObject {
	const count = Array.isArray(audience) ? audience.length : undefined;
	if (isQueued(body)) return { service: 'wawp', queued: true, jobId: body.job_id, audience: count };
	const post = typeof body.id === 'object' && body.id !== null ? fromWebjs(body) : fromGows(body);
	return { service: 'wawp', ...post, audience: count };
}

function isQueued({ id, status, job_id }: IDataObject): boolean {
	const waiting = ['queued', 'accepted', 'pending', 'scheduled'].includes(asText(status));
	return id === undefined && (waiting || job_id !== undefined);
}

function fromGows(body: IDataObject): IDataObject {
	const data = asObject(body._data);
	const info = asObject(data.Info);
	const [kind = '', content] = Object.entries(asObject(data.Message)).find(([name]) => name in KINDS) ?? [];
	const details = typeof content === 'string' ? { text: content } : asObject(content);
	const messageId = typeof body.id === 'string' ? body.id : undefined;
	return {
		statusId: info.ID ?? (messageId && shortMessageId(messageId)),
		messageId,
		type: KINDS[kind],
		postedAt: info.Timestamp,
		mimetype: details.mimetype,
		fileLength: details.fileLength,
		seconds: details.seconds,
		caption: details.caption,
		text: details.text,
	};
}

function fromWebjs(body: IDataObject): IDataObject {
	const id = asObject(body.id);
	const data = asObject(body._data);
	const type = WEBJS_KINDS[asText(body.type)] ?? body.type;
	const said = body.body;
	return {
		statusId: id.id,
		messageId: id._serialized,
		type,
		postedAt: isoSeconds(body.timestamp),
		mimetype: data.mimetype,
		fileLength: data.size,
		seconds: data.duration === undefined ? undefined : Number(data.duration),
		...(type === 'text' ? { text: said } : { caption: data.caption ?? said }),
	};
}

/**
 * The fields of a message that matter, with the same names for the answer to a send (engines GOWS and WEBJS) and
 * for a message that was read (WAHA's WAMessage).
 */
export function simplifyMessage(body: IDataObject): IDataObject {
	if (isQueued(body)) return { queued: true, jobId: body.job_id };
	const webjs = typeof body.id === 'object' && body.id !== null;
	const { statusId, postedAt, ...content } = webjs ? fromWebjs(body) : fromGows(body);
	const info = asObject(asObject(body._data).Info);
	const ack = body.ack ?? undefined;
	return {
		...content,
		messageId: content.messageId ?? body.id,
		shortId: statusId,
		sentAt: postedAt ?? isoSeconds(body.timestamp),
		chatId: chatOf(body, info),
		fromMe: body.fromMe ?? asObject(body.id).fromMe ?? info.IsFromMe,
		from: plainId(body.from) || undefined,
		participant: participantOf(body, info),
		text: content.text ?? (content.caption === undefined ? asText(body.body) || undefined : undefined),
		...media(body),
		ack: ack === undefined ? undefined : (ACKS[asText(ack)] ?? ack),
	};
}

function chatOf(body: IDataObject, info: IDataObject): string {
	const remote = asObject(body.id).remote ?? info.Chat;
	const other = body.fromMe === true ? body.to : body.from;
	return plainId(remote ?? other ?? asText(body.id).split('_')[1]);
}

/** In a group: who wrote the message. */
function participantOf(body: IDataObject, info: IDataObject): string | undefined {
	const writer = body.participant ?? body.author ?? (info.IsGroup === true ? info.Sender : undefined);
	return plainId(writer) || undefined;
}

/** GOWS writes `@s.whatsapp.net` where everybody else writes `@c.us`. */
export function plainId(id: unknown): string {
	return asText(id).replace(/(:\d+)?@s\.whatsapp\.net$/, '@c.us');
}

function media(body: IDataObject): IDataObject {
	const { url, mimetype, filename } = asObject(body.media);
	return {
		...(url !== undefined && { mediaUrl: url }),
		...(mimetype !== undefined && { mimetype }),
		...(filename !== undefined && { fileName: filename }),
	};
}

/** The address of a message's media, where the server downloaded it. */
export function mediaUrl(body: IDataObject): string | undefined {
	return asText(asObject(body.media).url) || undefined;
}

function isoSeconds(time: unknown): string | undefined {
	return typeof time === 'number' ? new Date(time * 1000).toISOString() : undefined;
}
