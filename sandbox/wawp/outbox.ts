import { ackName, longMessageId, partiesOf, waMessage } from './engine/message';
import type { ServedPhone } from './engine/message';
import type { Message } from './phone/types';
import type { Wawp } from './state';

/** When the ticks come after a message was sent, milliseconds on the sandbox clock. */
const TICKS = [
	{ ack: 1, afterMs: 300 },
	{ ack: 2, afterMs: 1000 },
	{ ack: 3, afterMs: 3000 },
];

/** Puts an own message into its chat, tells the webhook, and lets the ticks come. */
export function sendOwn(wawp: Wawp, served: ServedPhone, message: Message): void {
	const { phone, instance } = served;
	const chat = phone.chats.open(phone.idOf(message.chatId));
	chat.messages.push(message);
	delete chat.ownPresence;
	wawp.webhooks.send(instance, 'message.any', waMessage(served, message, true));
	for (const { ack, afterMs } of TICKS) {
		wawp.ground.clock.after(afterMs, () => tick(wawp, served, message, ack));
	}
}

function tick(wawp: Wawp, served: ServedPhone, message: Message, ack: number): void {
	if (served.instance.status !== 'WORKING' || message.isRevoked) return;
	setAck(served, message, ack, wawp);
}

function setAck(served: ServedPhone, message: Message, ack: number, wawp: Wawp): void {
	message.ack = ack;
	wawp.ground.live.changed();
	wawp.webhooks.send(served.instance, 'message.ack', {
		id: longMessageId(message),
		...partiesOf(message, served),
		ack,
		ackName: ackName(ack),
		_data: {},
	});
}
