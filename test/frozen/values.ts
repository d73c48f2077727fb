import type { IDataObject } from 'n8n-workflow';

import { mediaUrl, simplifyMessage, simplifyPost } from '../../nodes/Wawp/answers/message';
import { ackOf } from '../../nodes/Wawp/whatsapp/acks';
import { partsOf } from '../../nodes/Wawp/whatsapp/content';
import { kindOf } from '../../nodes/Wawp/whatsapp/kinds';
import { mediaOf } from '../../nodes/Wawp/whatsapp/media';
import { messageFields, originOf } from '../../nodes/Wawp/whatsapp/message';
import { textOf } from '../../nodes/Wawp/whatsapp/texts';
import { messageOf, type Message } from '../../nodes/Wawp/whatsapp/shapes';
import { refusalIn, shows, statusIn } from '../../nodes/shared/evidence';
import { withoutSecrets } from '../../nodes/shared/secrets';
import { EVENTS } from '../../nodes/WawpTrigger/events';
import { normalize, readArrival } from '../../nodes/WawpTrigger/normalize';
import { checkAge } from '../../nodes/WawpTrigger/signature';
import { sample } from '../nodes/WawpTrigger/samples';
import { measured, type Measured, slow, textAttacks, VALUES } from './attacks';

const MESSAGE = sample('message').payload as object;

/** What reads an answer or a body as it came. */
const READERS: Record<string, (value: unknown) => unknown> = {
	withoutSecrets: (value) => withoutSecrets(value, ['a-secret-of-the-test', 'another secret']),
	readArrival,
	messageOf,
	checkAge: (value) => checkAge(value, {}, 1000, Date.now()),
	shows: (value) => [shows('id', value), shows('read', value)],
	refusalIn,
	statusIn,
	simplifyMessage: (value) => simplifyMessage(value as IDataObject),
	mediaUrl: (value) => mediaUrl(value as IDataObject),
	simplifyPost: (value) => simplifyPost(value as IDataObject, {}),
	...Object.fromEntries(EVENTS.map(({ value: name, read }) => [name, (value: unknown) => read(value)])),
};

/** What asks a message, with the value in one of its places. */
const OF_MESSAGES: Record<string, (message: Message) => unknown> = {
	messageFields,
	originOf,
	textOf,
	kindOf,
	mediaOf,
	ackOf,
	partsOf: (message) => partsOf(message.content),
};

/** All copies of a JSON value in which one part, however deep, is another. */
function* withPart(value: unknown, part: unknown, path = ''): Generator<{ path: string; body: unknown }> {
	yield { path, body: part };
	if (typeof value !== 'object' || value === null) return;
	for (const [key, inner] of Object.entries(value)) {
		for (const { path: where, body } of withPart(inner, part, `${path}.${key}`)) {
			const copy: unknown = Array.isArray(value)
				? Object.assign([], value, { [key]: body })
				: { ...value, [key]: body };
			yield { path: where, body: copy };
		}
	}
}

/** One sample for each reader of events. */
const SAMPLES = [
	...['message', 'message.ack', 'message.reaction', 'message.revoked', 'message.edited', 'event.response'],
	...['group.v2.participants', 'presence.update', 'poll.vote.failed', 'chat.archive', 'call.received'],
	...['label.upsert', 'label.chat.added', 'session.status.flat', 'engine.event'],
];

/** A megabyte of JSON, to every reader of bodies, answers and messages. */
export function values(): Measured {
	return measured(
		Object.entries(VALUES).flatMap(([name, make]) => {
			const value = make();
			const engines = { Info: value, Message: value, key: value, message: value };
			const odd = { ...MESSAGE, _data: engines, vCards: value, media: value, location: value };
			const message = messageOf(odd);
			return [
				...Object.entries(READERS).map(([reader, read]) => slow(`${reader} of ${name}`, () => read(value))),
				...Object.entries(OF_MESSAGES).map(([reader, read]) =>
					slow(`${reader} of ${name}`, () => read(message)),
				),
			];
		}),
	);
}

/** A megabyte of JSON or text in any place of any event, which passes with its payload nevertheless. */
export function events(): Measured {
	const texts = textAttacks().filter((_, index) => index % 32 === 0);
	const makers = [...Object.entries(VALUES), ...texts.map(({ name, text }) => [name, () => text()] as const)];
	return measured(
		makers.flatMap(([what, make]) => {
			const value = make();
			return SAMPLES.flatMap((name) =>
				[...withPart(sample(name), value, name)].flatMap((one) => read(what, one)),
			);
		}),
	);
}

function read(what: string, { path, body }: { path: string; body: unknown }): string[] {
	const arrival = readArrival(body);
	if (arrival === undefined) return [];
	if (normalize(arrival).payload !== arrival.payload) return [`${path} lost its payload to ${what}`];
	return [slow(`${path} of ${what}`, () => normalize(readArrival(body) ?? arrival))];
}
