import type { IDataObject } from 'n8n-workflow';

import { asObject, asText } from '../shared/json';
import type { Values } from '../shared/operation';

/** The kinds of content in a GOWS answer's `_data.Message`, and what a person calls them. */
const KINDS: Record<string, string> = {
	extendedTextMessage: 'text',
	conversation: 'text',
	imageMessage: 'image',
	audioMessage: 'voice',
	videoMessage: 'video',
	ptvMessage: 'video',
};

/** WEBJS calls them otherwise. */
const WEBJS_KINDS: Record<string, string> = { chat: 'text', ptt: 'voice', audio: 'voice' };

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
	if (isQueued(body)) return { queued: true, jobId: body.job_id, audience: count };
	const post = typeof body.id === 'object' && body.id !== null ? fromWebjs(body) : fromGows(body);
	return { ...post, audience: count };
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
		postedAt: typeof body.timestamp === 'number' ? new Date(body.timestamp * 1000).toISOString() : undefined,
		mimetype: data.mimetype,
		fileLength: data.size,
		seconds: data.duration === undefined ? undefined : Number(data.duration),
		...(type === 'text' ? { text: said } : { caption: data.caption ?? said }),
	};
}
