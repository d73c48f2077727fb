import { jidOf } from '../phone/addresses';
import type { Content, MediaContent, Message } from '../phone/types';
import { gowsMedia, gowsVoice } from './gows';
import type { GowsFile } from './gows';

/** How the WEBJS engine calls each kind of message. */
export const WEBJS_TYPES: Record<Content['type'], string> = {
	text: 'chat',
	image: 'image',
	document: 'document',
	voice: 'ptt',
	video: 'video',
	location: 'location',
	poll: 'poll_creation',
	contacts: 'vcard',
	list: 'list',
	event: 'event_creation',
};

/** The words of a message: its text, its caption, or what it is about. */
export function bodyOf(content: Content): string {
	switch (content.type) {
		case 'text':
			return content.text;
		case 'image':
		case 'document':
		case 'voice':
		case 'video':
			return content.caption ?? '';
		case 'location':
			return content.message ?? content.title ?? '';
		case 'poll':
		case 'event':
			return content.name;
		case 'contacts':
			return '';
		case 'list':
			return content.title;
	}
}

/** The media of a message that has some. */
export function mediaOf(content: Content): MediaContent | undefined {
	return 'media' in content ? content : undefined;
}

/** The content of a message in WhatsApp's protocol, with what it answers. */
export function gowsContent(message: Message, quoted: Message | undefined): object {
	const content = gowsParts(message);
	if (quoted === undefined) return content;
	const contextInfo = {
		stanzaID: quoted.id,
		participant: jidOf(quoted.sender),
		quotedMessage: gowsParts(quoted),
	};
	return Object.fromEntries(
		Object.entries(content).map(([kind, part]) =>
			typeof part === 'string'
				? ['extendedTextMessage', { text: part, contextInfo }]
				: [kind, { ...(part as object), contextInfo }],
		),
	);
}

function gowsParts({ id, content }: Message): object {
	if ('media' in content) return gowsFile(id, content);
	switch (content.type) {
		case 'text':
			return gowsText(content);
		case 'location': {
			const { latitude, longitude, title, message } = content;
			const place = { degreesLatitude: latitude, degreesLongitude: longitude };
			return { locationMessage: { ...place, name: title, comment: message } };
		}
		case 'poll': {
			const options = content.options.map((optionName) => ({ optionName }));
			const selectableOptionsCount = content.multipleAnswers === true ? options.length : 1;
			return { pollCreationMessage: { name: content.name, options, selectableOptionsCount } };
		}
		case 'contacts':
			return gowsCards(content.vcards);
		case 'list': {
			const { title, description, sections, button: buttonText, footer: footerText } = content;
			return { listMessage: { title, description, buttonText, footerText, listType: 1, sections } };
		}
		case 'event': {
			const { name, description, startTime, endTime, location } = content;
			return { eventMessage: { name, description, startTime, endTime, location } };
		}
	}
}

function gowsText({ text, preview }: Extract<Content, { type: 'text' }>): object {
	if (preview === undefined) return { conversation: text };
	const { url, title, description } = preview;
	return { extendedTextMessage: { text, matchedText: url, title, description } };
}

function gowsCards(vcards: string[]): object {
	const contacts = vcards.map((vcard) => ({ displayName: nameOnCard(vcard), vcard }));
	if (contacts.length === 1) return { contactMessage: contacts[0] };
	return { contactsArrayMessage: { displayName: `${contacts.length} contacts`, contacts } };
}

/** The name on a contact card. */
export function nameOnCard(vcard: string): string {
	return /^FN[^:\n]*:(.*)$/m.exec(vcard)?.[1]?.trim() ?? '';
}

function gowsFile(id: string, content: MediaContent): object {
	const { media, caption, seconds } = content;
	const file: GowsFile = { id, mimetype: media.mimetype, caption, bytes: media.bytes() };
	switch (content.type) {
		case 'image':
			return { imageMessage: { ...gowsMedia(file), JPEGThumbnail: '' } };
		case 'document':
			return { documentMessage: { ...gowsMedia(file), title: media.filename, fileName: media.filename } };
		case 'voice':
			return gowsVoice(file, seconds);
		case 'video':
			return { [content.asNote === true ? 'ptvMessage' : 'videoMessage']: { ...gowsMedia(file), seconds } };
	}
}
