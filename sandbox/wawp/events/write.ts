import { messageId } from '../../ground/ids';
import { waMessage } from '../engine/message';
import { ApiError } from '../errors';
import { newMessage } from '../phone/talk';
import type { Wawp } from '../state';
import type { WrittenText } from '../types';
import type { SentEvent } from '../webhooks';

const DELIVERED = 2;

/**
 * Somebody writes a text: the phone of the instance shows it, its webhook is told what lists of messages show of it.
 * Throws for an unknown instance.
 */
export function writeText(wawp: Wawp, instanceId: string, written: WrittenText): SentEvent {
	const instance = wawp.instances.get(instanceId);
	if (instance === undefined) throw new ApiError('invalid_instance');
	const { ground, phones, webhooks } = wawp;
	const phone = phones.of(instance);
	const chatId = phone.idOf(written.chatId);
	const chat = phone.chats.open(chatId);
	const message = {
		...newMessage(messageId(), chatId, phone.idOf(written.by ?? chatId), phone),
		at: written.at ?? ground.clock.now(),
		content: { type: 'text' as const, text: written.text },
		ack: DELIVERED,
	};
	chat.messages.push({ ...message, isUnread: !message.fromMe });
	chat.messages.sort((one, other) => one.at - other.at);
	ground.live.changed();
	const payload = waMessage({ instance, phone, origin: ground.origin }, message);
	return webhooks.send(instance, message.fromMe ? 'message.any' : 'message', payload);
}
