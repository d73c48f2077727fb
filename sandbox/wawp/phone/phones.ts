import type { SandboxClock } from '../../ground/clock';
import { accountOf } from '../instances';
import type { Instance } from '../instances';
import { moreContacts } from '../seeds/contacts';
import { TALKS } from '../seeds/talks';
import { Phone } from './phone';
import { beginTalks } from './talk';
import type { Message } from './types';

/** The phone of each instance, made when it is first asked for. */
export class Phones {
	private readonly byInstance = new WeakMap<Instance, Phone>();
	private readonly generated = new WeakMap<Phone, number>();

	constructor(
		private readonly clock: SandboxClock,
		private readonly contacts: number,
	) {}

	of(instance: Instance): Phone {
		return this.byInstance.get(instance) ?? this.make(instance);
	}

	/** Puts so many generated contacts into a phone. */
	addContacts(instance: Instance, count: number): void {
		const phone = this.of(instance);
		const before = this.generated.get(phone) ?? this.contacts;
		for (const contact of moreContacts(before + 1, count)) phone.contacts.set(contact.id, contact);
		this.generated.set(phone, before + count);
	}

	/** A message of any of these phones by its short id: for its media. */
	message(instances: Instance[], id: string): Message | undefined {
		for (const instance of instances) {
			const found = this.of(instance).chats.message(id);
			if (found !== undefined) return found;
		}
		return undefined;
	}

	private make(instance: Instance): Phone {
		const now = this.clock.now();
		const phone = new Phone(accountOf(instance), now, this.contacts);
		beginTalks(phone, TALKS, now);
		this.byInstance.set(instance, phone);
		return phone;
	}
}
