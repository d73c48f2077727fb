import type { SandboxClock } from '../../ground/clock';
import { accountOf } from '../instances';
import type { Instance } from '../instances';
import { moreContacts } from '../seeds/contacts';
import { TALKS } from '../seeds/talks';
import { Phone } from './phone';
import type { PhoneContent } from './phone';
import { beginTalks } from './talk';
import type { Message } from './types';

/** What stays of a phone when the sandbox ends. */
export interface SavedPhone {
	content: PhoneContent;
	/** So many of its contacts are generated ones. */
	generated: number;
}

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
		const before = this.generatedOn(phone);
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

	/** What stays of a phone. */
	save(instance: Instance): SavedPhone {
		const phone = this.of(instance);
		return { content: phone.save(), generated: this.generatedOn(phone) };
	}

	/** Makes the phone of an instance as it was saved. */
	restore(instance: Instance, { content, generated }: SavedPhone): void {
		const phone = this.of(instance);
		phone.restore(content);
		this.generated.set(phone, generated);
	}

	private generatedOn(phone: Phone): number {
		return this.generated.get(phone) ?? this.contacts;
	}

	private make(instance: Instance): Phone {
		const now = this.clock.now();
		const phone = new Phone(accountOf(instance), now, this.contacts);
		beginTalks(phone, TALKS, now);
		this.byInstance.set(instance, phone);
		return phone;
	}
}
