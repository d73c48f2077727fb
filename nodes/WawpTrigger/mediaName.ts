import type { IDataObject } from 'n8n-workflow';

import { notFetched } from '../shared/fileFetch';
import { essence, extensionFor, mimeTypeOf, nameInAddress, sniff, typeFrom } from '../shared/fileTypes';
import { asText } from '../shared/json';
import { shortMessageId } from '../Wawp/whatsapp/ids';

/** What is known of a downloaded file beside its bytes. */
interface Known {
	url: string;
	contentType: string;
	/** The event's `media`. */
	media: IDataObject;
	messageId: string;
}

/** Voice notes: transcription services take them under this type and ending only. */
const VOICE = { mimeType: 'audio/ogg', extension: 'ogg' };

/** What a server sends where it does not send the file: a page, or an error. */
const NO_FILE = ['text/html', 'application/json', 'application/problem+json'];

/**
 * The name and the MIME type of a file, without parameters of the type: from its bytes, else from the event, the server or
 * its name.
 *
 * @throws Problem where it is a page or an error instead of the file
 */
export function nameAndType(bytes: Buffer, known: Known): { fileName: string; mimeType: string } {
	const { media, url, contentType } = known;
	const given = (asText(media.filename) || nameInAddress(url)).replace(/^.*[/\\]/s, '');
	const stated = [asText(media.mimetype) || undefined, contentType, mimeTypeOf(given)];
	const sniffed = sniff(bytes);
	const served = essence(contentType);
	if (!sniffed && NO_FILE.includes(served) && essence(stated[0] ?? '') !== served) {
		throw notFetched('its server answered with something else than the file');
	}
	const mimeType = essence(typeFrom(sniffed, stated) ?? 'application/octet-stream');
	return { fileName: withExtension(given || shortMessageId(known.messageId) || 'file', mimeType), mimeType };
}

/** A name that ends as files of the type do: its own ending is kept where it is one, but for voice notes. */
function withExtension(name: string, mimeType: string): string {
	const isVoice = mimeType === VOICE.mimeType;
	const extension = isVoice ? VOICE.extension : extensionFor(mimeType);
	const bare = isVoice ? name.replace(/\.(oga|opus|ogg)$/i, '') : name;
	const hasOne = !isVoice && /\.[A-Za-z0-9]{1,8}$/.test(bare);
	return hasOne || extension === undefined ? bare : `${bare}.${extension}`;
}
