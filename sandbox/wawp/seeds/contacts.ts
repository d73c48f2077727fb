import type { Contact, PresenceState } from '../phone/types';

interface Person {
	number?: string;
	name: string;
	pushname?: string;
	lid?: string;
	about?: string;
	picture?: string;
	is?: ('business' | 'blocked' | 'stranger')[];
	presence?: PresenceState;
}

/** Numbers that are not on WhatsApp; every other one is. */
export const NOT_ON_WHATSAPP: readonly string[] = ['447700900999', '15005550001'];

/** The people every phone of the sandbox knows. */
const PEOPLE: Person[] = [
	{
		number: '201001234567',
		name: 'Mona Farouk',
		pushname: 'Mona',
		lid: '112233445566@lid',
		about: 'Busy baking',
		picture: 'photo.jpg',
		presence: 'online',
	},
	{ number: '447700900101', name: 'Omar Haddad', lid: '112233445567@lid', about: 'At work' },
	{ number: '447700900102', name: 'Grace Obi', pushname: 'Gracie', about: 'Only urgent calls' },
	{
		number: '447700900103',
		name: 'Northside Flour Ltd',
		pushname: 'Northside Flour',
		lid: '112233445568@lid',
		about: 'Orders until 4 pm',
		picture: 'picture.png',
		is: ['business'],
	},
	{ number: '4915550100200', name: 'Jürgen Weiß', about: 'Verfügbar' },
	{ number: '447700900104', name: 'Unwanted Caller', is: ['blocked'] },
	{ number: '15550100300', name: 'Priya N.', pushname: 'Priya', lid: '112233445569@lid', is: ['stranger'] },
	{ name: 'Sam', lid: '998877665544@lid', is: ['stranger'] },
];

/** The contacts of a phone, without its own number, and so many generated ones. */
export function seedContacts(ownNumber: string, generated: number): Contact[] {
	const people = PEOPLE.filter(({ number }) => number !== ownNumber);
	return [...people.map(contactOf), ...moreContacts(1, generated)];
}

/** `count` contacts that nobody wrote by hand, numbered from `first`. */
export function moreContacts(first: number, count: number): Contact[] {
	return Array.from({ length: count }, (_, index) => {
		const number = String(first + index).padStart(5, '0');
		return contactOf({ number: `4479111${number}`, name: `Customer ${number}`, lid: `2000000${number}@lid` });
	});
}

function contactOf(person: Person): Contact {
	const { number, name, pushname = name, lid, about = null, picture, is = [], presence = 'offline' } = person;
	return {
		id: number === undefined ? (lid ?? '') : `${number}@c.us`,
		name,
		pushname,
		...(lid !== undefined && { lid }),
		about,
		...(picture !== undefined && { picture }),
		isBusiness: is.includes('business'),
		isMyContact: !is.includes('stranger'),
		isBlocked: is.includes('blocked'),
		presence,
		lastSeen: null,
	};
}
