import { asText } from '../../shared/json';
import type { Field } from '../../shared/field';
import type { Operation, Resource } from '../../shared/operation';
import { phone } from '../../shared/schemas';
import { simplifyContact } from '../answers/directory';
import { phoneOf } from '../whatsapp/people';
import { line, REFRESH, sorting } from '../fields/common';
import { contact as contactField, CONTACTS } from '../fields/chats';

const PHONE: Field = {
	property: {
		displayName: 'Phone Number',
		name: 'phone',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. +44 7441 429009',
		description: 'The number to look up',
	},
	schema: phone,
	in: 'query',
};

/** What every operation on one contact has in common. */
const onContact: Pick<Operation, 'fields' | 'repeatable'> = { fields: [contactField()], repeatable: true };

/** The people the linked number knows. Sources: docs.wawp.net, "Contacts"; official node; WAHA. */
export const contact: Resource = {
	value: 'contact',
	name: 'Contact',
	description: 'The people the linked number knows',
	operations: [
		{
			...CONTACTS,
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many contacts',
			description: 'List the contacts of the linked number',
			fields: [],
			optional: sorting(
				[
					{ name: 'ID', value: 'id' },
					{ name: 'Name', value: 'name' },
				],
				'name',
			),
			repeatable: true,
			evidence: 'read',
		},
		{
			...onContact,
			value: 'get',
			name: 'Get',
			action: 'Get a contact',
			description: 'Read name and kind of one contact',
			route: 'GET /contacts',
			evidence: 'read',
			simplify: simplifyContact,
		},
		{
			value: 'checkNumber',
			name: 'Check Number',
			action: 'Check if a number is on WhatsApp',
			description: 'Find out whether a phone number uses WhatsApp',
			builderHint:
				'Use it before the first message to a number that never wrote: exists tells if it is on WhatsApp, and chatId is what to send to.',
			route: 'GET /contacts/check-exists',
			fields: [PHONE],
			repeatable: true,
			evidence: 'read',
			simplify: ({ numberExists, chatId }, { phone }) => ({
				exists: numberExists,
				chatId,
				phone: asText(phone),
			}),
		},
		{
			...onContact,
			value: 'getAbout',
			name: 'Get About',
			action: 'Get the about text of a contact',
			description: 'Read what a contact says about themselves',
			route: 'GET /contacts/about',
			evidence: 'read',
			simplify: ({ about }) => ({ hasAbout: Boolean(about), about }),
		},
		{
			...onContact,
			value: 'getPicture',
			name: 'Get Picture',
			action: 'Get the picture of a contact',
			description: 'Get the URL of the profile picture, or the picture as a file',
			route: 'GET /contacts/profile-picture',
			evidence: 'read',
			optional: [REFRESH],
			simplify: ({ profilePictureURL: url }) => ({ hasPicture: Boolean(url), pictureUrl: url }),
			fileUrl: ({ profilePictureURL }) => asText(profilePictureURL) || undefined,
		},
		{
			...onContact,
			value: 'block',
			name: 'Block',
			action: 'Block a contact',
			description: 'Receive no more messages and calls of a contact',
			route: 'POST /contacts/block',
			evidence: 'any',
		},
		{
			...onContact,
			value: 'unblock',
			name: 'Unblock',
			action: 'Unblock a contact',
			description: 'Receive messages and calls of a contact again',
			route: 'POST /contacts/unblock',
			evidence: 'any',
		},
		{
			value: 'upsert',
			name: 'Create or Update',
			action: 'Create or update a contact',
			description: 'Create a new record, or update the current one if it already exists (upsert)',
			route: 'PUT /contacts/{contactId}',
			fields: [
				contactField('path'),
				line('First Name', 'firstName', {
					placeholder: 'e.g. Nathan',
					description: 'The first name in your contacts',
				}),
				line('Last Name', 'lastName', {
					placeholder: 'e.g. Doe',
					description: 'The last name in your contacts',
				}),
			],
			repeatable: true,
			evidence: 'yes',
		},
		{
			value: 'getLids',
			name: 'Get Phone Numbers of Hidden IDs',
			action: 'Get the phone numbers behind hidden ids',
			description: 'List which phone number stands behind which hidden ID (…@lid), as far as it is known',
			route: 'GET /lids',
			fields: [],
			repeatable: true,
			evidence: 'read',
			list: { pages: 'offset' },
			simplify: ({ lid, pn }) => ({ lid, contactId: pn, phone: phoneOf(asText(pn)) }),
		},
		{
			value: 'countLids',
			name: 'Count Hidden IDs',
			action: 'Count the known hidden ids',
			description: 'Count the hidden IDs (…@lid) whose phone number is known',
			route: 'GET /lids/count',
			fields: [],
			repeatable: true,
			evidence: 'read',
		},
	],
};
