import { ackName, longMessageId, partiesOf, reactionAnswer, sentAnswer, waMessage } from '../engine/message';
import { postAnswer, STATUS_CHAT } from '../engine/status';
import { forbidden, refused } from '../errors';
import { messageId } from '../../ground/ids';
import { isGroupId } from '../phone/addresses';
import { markRead, requireMessage, setReaction, visibleMessages } from '../phone/chats';
import type { Chat, Message } from '../phone/types';
import { working } from './call';
import type { InstanceHandler, PhoneCall, PhoneHandler } from './call';
import { pageOf } from './paging';
import type { ListParameters } from './paging';
import { isAdmin } from './roles';

interface InChat {
	chatId: string;
}

type OneMessage = InChat & { messageId: string };

interface Filters extends InChat, ListParameters {
	downloadMedia?: boolean;
	'filter.timestamp.lte'?: number;
	'filter.timestamp.gte'?: number;
	'filter.fromMe'?: boolean;
	'filter.ack'?: string;
}

const PAGE = 10;
const DAY_SECONDS = 86_400;

const readMessage = working(
	onMessage<{ downloadMedia?: boolean }>((call, message) =>
		waMessage(call, message, call.params.downloadMedia === true),
	),
);

/** Operations about messages there are, by operationId. */
export const MESSAGE_ROUTES: Record<string, InstanceHandler> = {
	getMessage: readMessage,
	getChatMessage: readMessage,
	getChatMessageGet: readMessage,
	listMessages: working((call: PhoneCall<Filters>) => {
		const { limit = PAGE, offset, downloadMedia } = call.params;
		if (call.params.chatId === STATUS_CHAT) return pageOf(ownStatuses(call), { limit, offset });
		const wanted = visibleMessages(chatOf(call)).filter((message) => passes(message, call.params));
		return pageOf(wanted, { limit, offset }).map((message) =>
			waMessage(call, message, downloadMedia === true),
		);
	}),
	sendSeen: working((call: PhoneCall<InChat & { messageIds: string[] }>) => {
		const chat = chatOf(call);
		markRead(
			chat,
			call.params.messageIds.map((id) => requireMessage(chat, id)),
		);
	}),
	setReaction: working(onMessage<{ reaction: string }>(react)),
	starMessage: working(
		onMessage<{ star: boolean }>(({ params }, message) => {
			message.isStarred = params.star;
		}),
	),
	pinMessage: working(
		onMessage<{ duration?: number }>(({ params, now }, message) => {
			message.pinnedUntil = now + (params.duration ?? DAY_SECONDS) * 1000;
		}),
	),
	unpinMessage: working(
		onMessage((_call, message) => {
			delete message.pinnedUntil;
		}),
	),
	editMessage: working(onMessage<{ text: string }>(edit)),
	deleteMessage: working(onMessage(revoke)),
};

/** Own statuses, newest first. GOWS does not list them (github.com/devlikeapro/waha/issues/1410). */
function ownStatuses({ wawp, instance, params }: PhoneCall<Filters>): object[] {
	if (instance.engine === 'GOWS') return [];
	const shown = wawp.ground.feed
		.list(instance.id)
		.filter(({ id }) => wawp.ground.feed.visible(instance.id, id) !== undefined);
	return shown
		.filter(({ postedAt }) => passes({ at: postedAt, fromMe: true, ack: 1 }, params))
		.map((status) => postAnswer(instance, status))
		.reverse();
}

function chatOf({ phone, params }: PhoneCall<InChat>): Chat {
	return phone.chats.require(phone.idOf(params.chatId));
}

function onMessage<Params = unknown>(
	act: (call: PhoneCall<Params & OneMessage>, message: Message) => unknown,
): PhoneHandler<Params & OneMessage> {
	return (call) => act(call, requireMessage(chatOf(call), call.params.messageId));
}

function passes({ at, fromMe, ack }: Pick<Message, 'at' | 'fromMe' | 'ack'>, filters: Filters): boolean {
	const seconds = Math.floor(at / 1000);
	const wantsMine = filters['filter.fromMe'];
	const wantsAck = filters['filter.ack'];
	return (
		seconds >= (filters['filter.timestamp.gte'] ?? 0) &&
		seconds <= (filters['filter.timestamp.lte'] ?? Infinity) &&
		(wantsMine === undefined || fromMe === wantsMine) &&
		(wantsAck === undefined || ackName(ack) === wantsAck)
	);
}

function react(call: PhoneCall<OneMessage & { reaction: string }>, message: Message): object {
	const { phone, params, now } = call;
	const text = params.reaction;
	setReaction(message, phone.me.id, text);
	const own = { ...message, id: messageId(), fromMe: true, sender: phone.me.id };
	call.tell('message.reaction', {
		id: longMessageId(own),
		timestamp: Math.floor(now / 1000),
		...partiesOf(own, call),
		source: 'api',
		reaction: { text, messageId: longMessageId(message) },
	});
	return reactionAnswer(call, message, text, now);
}

function edit(call: PhoneCall<OneMessage & { text: string }>, message: Message): object {
	const { content } = message;
	const { text } = call.params;
	if (!message.fromMe) throw forbidden('Only own messages can be edited.');
	if (content.type === 'text') content.text = text;
	else if ('media' in content) content.caption = text;
	else throw refused('Only texts and captions can be edited.');
	message.isEdited = true;
	const editing = { ...waMessage(call, message), id: longMessageId({ ...message, id: messageId() }) };
	call.tell('message.edited', { ...editing, source: 'api', editedMessageId: message.id });
	return sentAnswer(call, message);
}

function revoke(call: PhoneCall<OneMessage>, message: Message): void {
	if (!message.fromMe && !mayModerate(call))
		throw forbidden('Only own messages can be deleted for everyone.');
	const after = { ...waMessage(call, message), id: longMessageId({ ...message, id: messageId() }), body: '' };
	message.isRevoked = true;
	call.tell('message.revoked', { after, before: null, revokedMessageId: message.id });
}

function mayModerate({ phone, params }: PhoneCall<OneMessage>): boolean {
	const id = phone.idOf(params.chatId);
	return isGroupId(id) && isAdmin(phone, phone.group(id));
}
