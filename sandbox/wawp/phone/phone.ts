import { missing, refused } from '../errors';
import { seedChannels } from '../seeds/channels';
import { NOT_ON_WHATSAPP, seedContacts } from '../seeds/contacts';
import { seedGroups } from '../seeds/groups';
import { seedLabels } from '../seeds/labels';
import { isAddress, isChannelId, isGroupId, normaliseId, numberOf } from './addresses';
import { Chats } from './chats';
import type { Channel, Chat, Contact, Group, Label } from './types';

/** Whose phone it is. */
interface Owner {
	/** `<number>@c.us`. */
	id: string;
	lid: string;
}

/** What is on a phone, without whose it is. */
export type PhoneContent = Pick<
	Phone,
	'contacts' | 'groups' | 'channels' | 'labels' | 'subscriptions' | 'presence' | 'about' | 'picture'
> & { chats: Chat[] };

/** Everything on the phone of one instance, seeded with believable data. */
export class Phone {
	readonly contacts: Map<string, Contact>;
	readonly groups: Map<string, Group>;
	readonly channels: Map<string, Channel>;
	readonly labels: Map<string, Label>;
	readonly chats = new Chats();
	/** Chats whose presence was asked for. */
	readonly subscriptions = new Set<string>();
	presence = 'online';
	about = 'Hey there! I am using WhatsApp.';
	/** Name of a picture under `/sandbox/media`. */
	picture: string | undefined = 'photo.jpg';

	constructor(
		readonly me: Owner,
		now: number,
		generatedContacts: number,
	) {
		this.contacts = byId(seedContacts(numberOf(me.id), generatedContacts));
		this.groups = byId(seedGroups(me.id));
		this.channels = byId(seedChannels(now));
		this.labels = byId(seedLabels());
	}

	/** What is on it. */
	save(): PhoneContent {
		const { contacts, groups, channels, labels, subscriptions, presence, about, picture } = this;
		const chats = this.chats.list();
		return { contacts, groups, channels, labels, subscriptions, presence, about, picture, chats };
	}

	/** Takes what `save` gave, instead of all that is on it. */
	restore({ chats, ...content }: PhoneContent): void {
		Object.assign(this, content);
		this.chats.restore(chats);
	}

	/** The one id of a person, group or channel that may be written in several ways, a known hidden id among them. */
	idOf(raw: string): string {
		const id = normaliseId(raw);
		return this.byLid(id)?.id ?? id;
	}

	/** A known person, by number, id or hidden id. */
	contact(raw: string): Contact | undefined {
		return this.contacts.get(this.idOf(raw));
	}

	/** A group the own number is in; throws 404 for another. */
	group(raw: string): Group {
		const group = this.groups.get(normaliseId(raw));
		if (group === undefined || !this.isMember(group)) throw missing('group', raw);
		return group;
	}

	isMember(group: Group): boolean {
		return group.participants.some(({ id }) => id === this.me.id);
	}

	/** A channel by its id, its invite code or its link; throws 404 for an unknown one. */
	channel(raw: string): Channel {
		const code = raw.split('/').at(-1);
		const channel =
			this.channels.get(raw) ?? [...this.channels.values()].find(({ inviteCode }) => inviteCode === code);
		if (channel === undefined) throw missing('channel', raw);
		return channel;
	}

	label(id: string): Label {
		const label = this.labels.get(id);
		if (label === undefined) throw missing('label', id);
		return label;
	}

	/** Deletes a label, from all chats too. */
	removeLabel(id: string): void {
		this.labels.delete(id);
		for (const chat of this.chats.list()) chat.labels = chat.labels.filter((label) => label !== id);
	}

	/** The id of whoever can be written to; throws 404 for nobody, 422 for a number that is not on WhatsApp. */
	addressee(raw: string): string {
		const id = normaliseId(raw);
		if (!isAddress(id)) throw missing('chat', raw);
		if (isGroupId(id)) return this.group(id).id;
		if (isChannelId(id)) return this.channel(id).id;
		if (NOT_ON_WHATSAPP.includes(numberOf(id)))
			throw refused(`The number ${numberOf(id)} is not on WhatsApp.`);
		return id;
	}

	/** The id of a chat, contact, group or channel this phone knows; throws 404 for another. */
	peer(raw: string): string {
		const id = this.idOf(raw);
		const isKnown =
			this.chats.get(id) ?? this.contacts.get(id) ?? this.groups.get(id) ?? this.channels.get(id);
		if (isKnown === undefined) throw missing('chat', raw);
		return id;
	}

	/** The name people read for a person, group or channel. */
	nameOf(id: string): string {
		const known = this.contact(id)?.name ?? this.groups.get(id)?.subject ?? this.channels.get(id)?.name;
		return known ?? (numberOf(id) === '' ? id : `+${numberOf(id)}`);
	}

	/** Name of the picture of a person, group or channel. */
	pictureOf(id: string): string | undefined {
		return this.contact(id)?.picture ?? this.groups.get(id)?.picture ?? this.channels.get(id)?.picture;
	}

	private byLid(id: string): Contact | undefined {
		if (!id.endsWith('@lid')) return undefined;
		return [...this.contacts.values()].find(({ lid }) => lid === id);
	}
}

function byId<T extends { id: string }>(things: T[]): Map<string, T> {
	return new Map(things.map((thing) => [thing.id, thing]));
}
