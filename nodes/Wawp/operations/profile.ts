import { asText } from '../../shared/json';
import type { Resource } from '../../shared/operation';
import { FILE_KINDS, mediaOptions, mediaSource } from '../../shared/mediaFields';
import { line } from '../fields/common';
import { IMAGE } from '../fields/media';
import { phoneOf } from '../whatsapp/people';

/** The own profile. Sources: docs.wawp.net, "Whatsapp Profile info"; official node; WAHA. */
export const profile: Resource = {
	value: 'profile',
	name: 'Profile',
	description: 'Name, about text and picture of the linked number',
	operations: [
		{
			value: 'get',
			name: 'Get',
			action: 'Get your profile',
			description: 'Read name and picture of the linked number',
			route: 'GET /profile',
			fields: [],
			repeatable: true,
			evidence: 'read',
			simplify: ({ id, name, picture }) => ({ id, phone: phoneOf(asText(id)), name, pictureUrl: picture }),
			fileUrl: ({ picture }) => asText(picture) || undefined,
		},
		{
			value: 'setName',
			name: 'Set Name',
			action: 'Set your display name',
			description: 'Change the name that others see',
			route: 'PUT /profile/nameRequest',
			fields: [
				line('Name', 'name', {
					placeholder: 'e.g. Corner Shop',
					description: 'The name that others see',
				}),
			],
			repeatable: true,
			evidence: 'yes',
		},
		{
			value: 'setAbout',
			name: 'Set About',
			action: 'Set your about text',
			description: 'Change what the profile says about itself',
			route: 'PUT /profile/status',
			fields: [
				line('About', 'about', {
					as: 'status',
					placeholder: 'e.g. Open from 9 to 6',
					description: 'The short text below the name',
				}),
			],
			repeatable: true,
			evidence: 'yes',
		},
		{
			value: 'setPicture',
			name: 'Set Picture',
			action: 'Set your profile picture',
			description: 'Give the profile a PNG or JPEG picture',
			route: 'PUT /profile/picture',
			fields: mediaSource(FILE_KINDS.picture),
			optional: mediaOptions(FILE_KINDS.picture),
			media: { ...IMAGE, fileName: 'me.jpg' },
			repeatable: true,
			evidence: 'yes',
		},
		{
			value: 'deletePicture',
			name: 'Delete Picture',
			action: 'Delete your profile picture',
			description: 'Take the picture of the profile away',
			route: 'DELETE /profile/picture',
			fields: [],
			repeatable: true,
			evidence: 'yes',
		},
	],
};
