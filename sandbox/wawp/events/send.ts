import { messageId } from '../../ground/ids';
import { arrive } from './arrivals';
import { longMessageId } from '../engine/message';
import { ApiError } from '../errors';
import { MONA, SAMPLE_PAYLOADS } from './samples';
import type { SampleFacts } from './samples';
import { accountOf } from '../instances';
import type { Instance } from '../instances';
import { isGroupId } from '../phone/addresses';
import { visibleMessages } from '../phone/chats';
import type { Phone } from '../phone/phone';
import type { SentEvent } from '../webhooks';
import type { Wawp } from '../state';

const DEFAULT_TEXT = 'Are you open today?';

/** An event somebody wants to be sent. */
interface EventRequest {
	event: string;
	payload?: object | undefined;
	/** The words of a sample message. */
	text?: string | undefined;
	/** Who does it in a sample: a person, or somebody of a group. */
	from?: string | undefined;
}

/**
 * Lets something happen on WhatsApp: the phone of the instance shows it, its webhook is told.
 * Throws for an unknown instance, and for an unknown event without a payload.
 */
export function sendEvent(wawp: Wawp, instanceId: string, wanted: EventRequest): SentEvent {
	const instance = wawp.instances.get(instanceId);
	if (instance === undefined) throw new ApiError('invalid_instance');
	const now = wawp.ground.clock.now();
	const phone = wawp.phones.of(instance);
	const payload = wanted.payload ?? samplePayload(instance, phone, wanted, now);
	arrive(phone, wanted.event, payload, now);
	wawp.ground.live.changed();
	return wawp.webhooks.send(instance, wanted.event, payload);
}

function samplePayload(instance: Instance, phone: Phone, wanted: EventRequest, now: number): object {
	const { event, text = DEFAULT_TEXT, from = MONA } = wanted;
	const sample = Object.hasOwn(SAMPLE_PAYLOADS, event) ? SAMPLE_PAYLOADS[event] : undefined;
	if (sample === undefined) {
		throw new ApiError('rest_invalid_param', { message: `There is no sample of the event ${event}.` });
	}
	const { status, name: session } = instance;
	return sample({
		me: accountOf(instance).id,
		now,
		text,
		status,
		session,
		...actor(phone, phone.idOf(from)),
	});
}

function actor(
	phone: Phone,
	from: string,
): Pick<SampleFacts, 'from' | 'participant' | 'pushName' | 'lid' | 'ownMessage'> {
	const members = isGroupId(from) ? phone.group(from).participants : [];
	const participant = members.find(({ id }) => id !== phone.me.id)?.id ?? null;
	const contact = phone.contact(participant ?? from);
	const chat = phone.chats.get(from);
	const own = chat && visibleMessages(chat).find(({ fromMe }) => fromMe);
	return {
		from,
		participant,
		pushName: contact?.pushname ?? '',
		lid: contact?.lid ?? null,
		ownMessage: own ? longMessageId(own) : `true_${from}_${messageId()}`,
	};
}
