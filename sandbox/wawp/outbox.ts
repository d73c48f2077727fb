import { ackName, longMessageId, partiesOf, waMessage } from './engine/message';
import type { Telling } from './engine/message';
import type { Message } from './phone/types';
import type { World } from '../world';

/** When the ticks come after a message was sent, milliseconds on the sandbox clock. */
const TICKS = [
	{ ack: 1, afterMs: 300 },
	{ ack: 2, afterMs: 1000 },
	{ ack: 3, afterMs: 3000 },
];

/** Puts an own message into its chat, tells the webhook, and lets the ticks come. */
export function sendOwn(world: World, telling: Telling, message: Message): void {
	const { phone, instance } = telling;
	const chat = phone.chats.open(phone.idOf(message.chatId));
	chat.messages.push(message);
	delete chat.ownPresence;
	world.webhooks.send(instance, 'message.any', waMessage(telling, message, true));
	for (const { ack, afterMs } of TICKS) {
		world.clock.after(afterMs, () => tick(world, telling, message, ack));
	}
}

function tick(world: World, telling: Telling, message: Message, ack: number): void {
	if (telling.instance.status !== 'WORKING' || message.isRevoked) return;
	setAck(telling, message, ack, world);
}

function setAck(telling: Telling, message: Message, ack: number, world: World): void {
	message.ack = ack;
	world.live.changed();
	world.webhooks.send(telling.instance, 'message.ack', {
		id: longMessageId(message),
		...partiesOf(message, telling),
		ack,
		ackName: ackName(ack),
		_data: {},
	});
}
