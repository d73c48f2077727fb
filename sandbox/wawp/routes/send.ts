import { sendOwn } from '../outbox';
import { bodyOf } from '../engine/content';
import { sentAnswer } from '../engine/message';
import { forbidden, missing, refused } from '../errors';
import { messageId } from '../../ground/ids';
import { bytesOf, pictureType, secondsOf } from '../../ground/media';
import type { FileParameter } from '../../ground/media';
import { isChannelId, isGroupId } from '../phone/addresses';
import { requireMessage } from '../phone/chats';
import { newMessage } from '../phone/talk';
import type { Content, MediaContent } from '../phone/types';
import { working } from './call';
import type { InstanceHandler, PhoneCall } from './call';
import { isAdmin } from './roles';
import { vcardOf } from './vcard';
import type { CardParameter } from './vcard';

interface SendParameters {
	chatId: string;
	reply_to?: string | null;
}

interface MediaParameters {
	file: FileParameter;
	caption?: string;
	asNote?: boolean;
}

/** Operations that send a message, by operationId. */
export const SEND_ROUTES: Record<string, InstanceHandler> = {
	sendText: sending(({ message }: { message: string }) => ({ type: 'text', text: message })),
	sendLinkPreview: sending(({ text, preview }: { text: string; preview: { url: string; title: string } }) => {
		if (!text.includes(preview.url)) throw refused('The text must contain the URL of the preview.');
		return { type: 'text', text, preview };
	}),
	sendImage: sendingFile('image'),
	sendFile: sendingFile('document'),
	sendVoice: sendingFile('voice'),
	sendVideo: sendingFile('video'),
	sendLocation: sending(({ latitude, longitude, title, message }: Only<'location'>) => ({
		type: 'location',
		latitude,
		longitude,
		title,
		message,
	})),
	sendPoll: sending(({ poll }: { poll: Only<'poll'> }) => ({ ...poll, type: 'poll' })),
	sendContactVcard: sending(({ contacts }: { contacts: CardParameter[] }) => ({
		type: 'contacts',
		vcards: contacts.map(vcardOf),
	})),
	sendList: sending(({ message }: { message: Only<'list'> }) => ({ ...message, type: 'list' })),
	sendEvent: sending(({ event }: { event: Only<'event'> }) => ({ ...event, type: 'event' })),
};

type Only<Type extends Content['type']> = Omit<Extract<Content, { type: Type }>, 'type'>;

function sending(contentOf: (params: never) => Content | Promise<Content>): InstanceHandler {
	return working(async (call: PhoneCall<SendParameters>) => {
		const chatId = writable(call);
		const replyTo = quotedId(call, chatId);
		const content = await contentOf(call.params as never);
		const message = {
			...newMessage(messageId(), chatId, call.phone.me.id, call.phone),
			source: 'api' as const,
			at: call.now,
			content,
			...(replyTo !== undefined && { replyTo }),
		};
		if (isChannelId(chatId)) publish(call, chatId, message.id, bodyOf(content));
		sendOwn(call.wawp, call, message);
		return sentAnswer(call, message);
	});
}

function sendingFile(type: MediaContent['type']): InstanceHandler {
	return sending(async ({ file, caption, asNote }: MediaParameters) => {
		const bytes = await bytesOf(file);
		if (type === 'image') pictureType(bytes);
		const { mimetype, filename } = file;
		return {
			type,
			media: { mimetype, filename, bytes: () => bytes },
			...(caption !== undefined && { caption }),
			...(asNote !== undefined && { asNote }),
			...((type === 'voice' || type === 'video') && { seconds: secondsOf(bytes, type) }),
		};
	});
}

/** The chat as it is addressed; throws where the own number may not write. */
function writable({ phone, params }: PhoneCall<SendParameters>): string {
	const id = phone.addressee(params.chatId);
	if (isGroupId(id)) {
		const group = phone.group(id);
		if (group.messagesAdminsOnly && !isAdmin(phone, group)) {
			throw refused(`Only admins can send messages to the group ${group.subject}.`);
		}
	}
	if (isChannelId(id) && phone.channel(id).role !== 'OWNER') {
		throw forbidden('Only its owner can publish in a channel.');
	}
	return id;
}

function quotedId({ phone, params }: PhoneCall<SendParameters>, chatId: string): string | undefined {
	const { reply_to: replyTo } = params;
	if (replyTo === undefined || replyTo === null || replyTo === '') return undefined;
	const chat = phone.chats.get(phone.idOf(chatId));
	if (chat === undefined) throw missing('message', replyTo);
	return requireMessage(chat, replyTo).id;
}

function publish({ phone, now }: PhoneCall<SendParameters>, id: string, postId: string, text: string): void {
	phone.channel(id).posts.push({ id: postId, at: now, text, reactions: {}, views: 0 });
}
