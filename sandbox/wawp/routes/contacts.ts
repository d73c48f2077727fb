import { missing } from '../errors';
import { normaliseId, numberOf } from '../phone/addresses';
import type { Contact } from '../phone/types';
import { NOT_ON_WHATSAPP } from '../seeds/contacts';
import { always, pictureUrl, working } from './call';
import type { InstanceHandler, PhoneCall } from './call';
import { pageOf, sorted } from './paging';
import type { ListParameters } from './paging';

interface OfContact {
	contactId: string;
}

const LID_PAGE = 100;

/** Operations about people, by operationId. */
export const CONTACT_ROUTES: Record<string, InstanceHandler> = {
	listContacts: always(({ phone, params }: PhoneCall<ListParameters>) =>
		pageOf(sorted([...phone.contacts.values()].map(contactBody), params), params),
	),
	getContact: onContact((_call, contact) => contactBody(contact)),
	getContactAbout: onContact((_call, { about }) => ({ about })),
	getContactPicture: onContact((call, { picture }) => ({ profilePictureURL: pictureUrl(call, picture) })),
	checkNumber: working(({ params }: PhoneCall<{ phone: string }>) =>
		NOT_ON_WHATSAPP.includes(params.phone)
			? { numberExists: false }
			: { numberExists: true, chatId: `${params.phone}@c.us` },
	),
	blockContact: onContact((_call, contact) => {
		contact.isBlocked = true;
	}),
	unblockContact: onContact((_call, contact) => {
		contact.isBlocked = false;
	}),
	updateContact: working(
		({ phone, params }: PhoneCall<OfContact & { firstName: string; lastName: string }>) => {
			const id = phone.idOf(params.contactId);
			const name = [params.firstName, params.lastName].filter(Boolean).join(' ');
			const known = phone.contacts.get(id) ?? newContact(id, name);
			phone.contacts.set(id, { ...known, name, isMyContact: true });
		},
	),
	listLids: always(({ phone, params }: PhoneCall<ListParameters>) =>
		pageOf(lids([...phone.contacts.values()]), { ...params, limit: params.limit ?? LID_PAGE }),
	),
	countLids: always(({ phone }) => ({ count: lids([...phone.contacts.values()]).length })),
};

/** For a number that nobody saved too: everybody who is on WhatsApp has a page. */
function onContact(act: (call: PhoneCall<OfContact>, contact: Contact) => unknown): InstanceHandler {
	return working((call: PhoneCall<OfContact>) => {
		const { phone, params } = call;
		const id = phone.idOf(params.contactId);
		const number = numberOf(id);
		const known = phone.contacts.get(id);
		if (known !== undefined) return act(call, known);
		if (!/^\d+$/.test(number) || NOT_ON_WHATSAPP.includes(number)) throw missing('contact', params.contactId);
		const stranger = newContact(id, '');
		const answer = act(call, stranger);
		if (stranger.isBlocked) phone.contacts.set(id, stranger);
		return answer;
	});
}

function newContact(id: string, name: string): Contact {
	return {
		id: normaliseId(id),
		name,
		pushname: '',
		about: null,
		isBusiness: false,
		isMyContact: false,
		isBlocked: false,
		presence: 'offline',
		lastSeen: null,
	};
}

function contactBody({ id, name, pushname, isBusiness, isMyContact, isBlocked }: Contact): object {
	return {
		id,
		number: numberOf(id),
		name,
		pushname,
		shortName: name.split(' ')[0] ?? name,
		isMe: false,
		isGroup: false,
		isUser: true,
		isWAContact: true,
		isMyContact,
		isBlocked,
		isBusiness,
	};
}

function lids(contacts: Contact[]): { lid: string; pn: string | null }[] {
	return contacts.flatMap(({ id, lid }) =>
		lid === undefined ? [] : [{ lid, pn: numberOf(id) === '' ? null : id }],
	);
}
