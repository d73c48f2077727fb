import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';

import { asText } from '../../shared/json';
import type { Field } from '../../shared/field';
import type { Operation, Resource } from '../../shared/operation';
import { onOff, participants } from '../../shared/schemas';
import { FILE_KINDS, mediaOptions, mediaSource } from '../../shared/mediaFields';
import { simplifyGroup, simplifyParticipant } from '../answers/directory';
import { confirmation, line, REFRESH, sorting } from '../fields/common';
import { GROUP, GROUPS } from '../fields/chats';
import { IMAGE } from '../fields/media';

const INVITE: Field = {
	...line('Invite Link or Code', 'inviteCode', {
		placeholder: 'e.g. https://chat.whatsapp.com/AbCdEf…',
		description: 'The link that invites to the group, or the code at its end',
	}),
	schema: z
		.string()
		.transform((value) => value.trim().split('?', 1)[0])
		.pipe(z.string().regex(/^(https?:\/\/chat\.whatsapp\.com\/(invite\/)?)?[\w-]{6,}\/?$/i))
		.describe('an invite link such as https://chat.whatsapp.com/AbCdEfGhIjK, or its code'),
	as: 'code',
};

const PARTICIPANTS: Field = {
	property: {
		displayName: 'Participants',
		name: 'participants',
		type: 'string',
		typeOptions: { rows: 2 },
		default: '',
		required: true,
		placeholder: 'e.g. +44 7441 429009, +20 100 123 4567',
		description:
			'The people: phone numbers or chat IDs, separated by commas or line breaks, or an array from an expression',
	},
	schema: participants,
	in: 'body',
};

const ADMINS_ONLY: Field = {
	property: {
		displayName: 'Admins Only',
		name: 'adminsOnly',
		type: 'boolean',
		default: true,
		description: 'Whether only admins may do it, or every participant',
	},
	schema: onOff,
	in: 'query',
};

/** The name of a group. */
const SUBJECT = { placeholder: 'e.g. Summer trip', description: 'The name of the group' };

/** Wawp answers with the bare code, WAHA as JSON text. */
function inviteOf(body: IDataObject): IDataObject {
	const code =
		asText(body.value ?? body.inviteCode ?? body.code)
			.split('/')
			.pop() ?? '';
	return { inviteCode: code, inviteLink: `https://chat.whatsapp.com/${code}` };
}

/** What every operation on one group has in common. */
const onGroup: Pick<Operation, 'fields' | 'repeatable'> = { fields: [GROUP], repeatable: true };

/** What every change of participants has in common. */
const onParticipants: Pick<Operation, 'fields' | 'repeatable'> = {
	fields: [GROUP, PARTICIPANTS],
	repeatable: true,
};

/** Groups and their participants. Sources: docs.wawp.net, "Groups"; official node; WAHA. */
export const group: Resource = {
	value: 'group',
	name: 'Group',
	description: 'Groups, their settings and their participants',
	operations: [
		{
			...GROUPS,
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many groups',
			description: 'List the groups of the linked number',
			fields: [],
			optional: sorting(
				[
					{ name: 'ID', value: 'id' },
					{ name: 'Subject', value: 'subject' },
				],
				'subject',
			),
			repeatable: true,
			evidence: 'read',
		},
		{
			value: 'create',
			name: 'Create',
			action: 'Create a group',
			description: 'Create a group with its first participants',
			route: 'POST /groups',
			fields: [line('Subject', 'name', { ...SUBJECT, in: 'body' }), PARTICIPANTS],
			repeatable: false,
			evidence: 'id',
			simplify: simplifyGroup,
		},
		{
			...onGroup,
			value: 'get',
			name: 'Get',
			action: 'Get a group',
			description: 'Read subject, settings and size of a group',
			route: 'GET /groups/{id}',
			evidence: 'read',
			simplify: simplifyGroup,
		},
		{
			value: 'getJoinInfo',
			name: 'Get Join Info',
			action: 'Get what an invite leads to',
			description: 'Read which group an invite link leads to, without joining',
			route: 'GET /groups/join-info',
			fields: [INVITE],
			repeatable: true,
			evidence: 'read',
			simplify: simplifyGroup,
		},
		{
			value: 'join',
			name: 'Join',
			action: 'Join a group',
			description: 'Join a group by its invite link',
			route: 'POST /groups/join',
			fields: [{ ...INVITE, in: 'body' }],
			repeatable: true,
			evidence: 'id',
			simplify: ({ id }) => ({ success: true, groupId: id }),
		},
		{
			value: 'count',
			name: 'Count',
			action: 'Count the groups',
			description: 'Count the groups of the linked number',
			route: 'GET /groups/count',
			fields: [],
			repeatable: true,
			evidence: 'read',
		},
		{
			value: 'refresh',
			name: 'Refresh',
			action: 'Refresh the groups',
			description: 'Have Wawp read the groups from WhatsApp again',
			route: 'POST /groups/refresh',
			fields: [],
			repeatable: true,
			evidence: 'any',
		},
		{
			...onGroup,
			value: 'leave',
			name: 'Leave',
			action: 'Leave a group',
			description: 'Leave a group',
			route: 'POST /groups/{id}/leave',
			evidence: 'any',
			fields: [
				GROUP,
				confirmation('Confirm Leave', 'Whether to leave the group; an admin would have to add you again'),
			],
		},
		{
			...onGroup,
			value: 'delete',
			name: 'Delete',
			action: 'Delete a group',
			description: 'Delete a group from your own phone',
			route: 'DELETE /groups/{id}',
			evidence: 'any',
			fields: [GROUP, confirmation('Confirm Delete', 'Whether to delete the group, which cannot be undone')],
		},
		{
			...onGroup,
			value: 'getPicture',
			name: 'Get Picture',
			action: 'Get the picture of a group',
			description: 'Get the URL of the picture, or the picture as a file',
			route: 'GET /groups/{id}/picture',
			evidence: 'read',
			optional: [REFRESH],
			simplify: ({ url }) => ({ hasPicture: Boolean(url), pictureUrl: url }),
			fileUrl: ({ url }) => asText(url) || undefined,
		},
		{
			...onGroup,
			value: 'setPicture',
			name: 'Set Picture',
			action: 'Set the picture of a group',
			description: 'Give the group a PNG or JPEG picture',
			route: 'PUT /groups/{id}/picture',
			evidence: 'yes',
			fields: [GROUP, ...mediaSource(FILE_KINDS.picture)],
			optional: mediaOptions(FILE_KINDS.picture),
			media: { ...IMAGE, bodyName: 'file' },
		},
		{
			...onGroup,
			value: 'deletePicture',
			name: 'Delete Picture',
			action: 'Delete the picture of a group',
			description: 'Take the picture of a group away',
			route: 'DELETE /groups/{id}/picture',
			evidence: 'yes',
		},
		{
			...onGroup,
			value: 'setDescription',
			name: 'Set Description',
			action: 'Set the description of a group',
			description: 'Change what the group says about itself',
			route: 'PUT /groups/{id}/description',
			evidence: 'yes',
			fields: [
				GROUP,
				line('Description', 'description', {
					in: 'body',
					placeholder: 'e.g. Plans for July',
					description: 'What the group says about itself',
				}),
			],
		},
		{
			...onGroup,
			value: 'setSubject',
			name: 'Set Subject',
			action: 'Set the subject of a group',
			description: 'Change the name of a group',
			route: 'PUT /groups/{id}/subject',
			evidence: 'yes',
			fields: [GROUP, line('Subject', 'subject', { ...SUBJECT, in: 'body' })],
		},
		{
			...onGroup,
			value: 'getInfoAdminOnly',
			name: 'Get Info Admin Only',
			action: 'Get who may change the info of a group',
			description: 'Read whether only admins may change subject, picture and description',
			route: 'GET /groups/{id}/settings/security/info-admin-only',
			evidence: 'read',
		},
		{
			...onGroup,
			value: 'setInfoAdminOnly',
			name: 'Set Info Admin Only',
			action: 'Set who may change the info of a group',
			description: 'Choose whether only admins may change subject, picture and description',
			route: 'PUT /groups/{id}/settings/security/info-admin-only',
			evidence: 'yes',
			fields: [GROUP, ADMINS_ONLY],
		},
		{
			...onGroup,
			value: 'getMessagesAdminOnly',
			name: 'Get Messages Admin Only',
			action: 'Get who may send messages to a group',
			description: 'Read whether only admins may send messages',
			route: 'GET /groups/{id}/settings/security/messages-admin-only',
			evidence: 'read',
		},
		{
			...onGroup,
			value: 'setMessagesAdminOnly',
			name: 'Set Messages Admin Only',
			action: 'Set who may send messages to a group',
			description: 'Choose whether only admins may send messages',
			route: 'PUT /groups/{id}/settings/security/messages-admin-only',
			evidence: 'yes',
			fields: [GROUP, ADMINS_ONLY],
		},
		{
			...onGroup,
			value: 'getInviteCode',
			name: 'Get Invite Code',
			action: 'Get the invite code of a group',
			description: 'Read the code of the invite link',
			route: 'GET /groups/{id}/invite-code',
			evidence: 'read',
			simplify: inviteOf,
		},
		{
			...onGroup,
			value: 'revokeInviteCode',
			name: 'Revoke Invite Code',
			action: 'Revoke the invite code of a group',
			description: 'Make the invite link invalid and get a new one',
			route: 'POST /groups/{id}/invite-code/revoke',
			repeatable: false,
			evidence: 'data',
			simplify: inviteOf,
		},
		{
			...onGroup,
			value: 'getParticipants',
			name: 'Get Participants',
			action: 'Get the participants of a group',
			description: 'List the people of a group with their roles',
			route: 'GET /groups/{id}/participants',
			evidence: 'read',
			list: { pages: 'whole' },
			simplify: simplifyParticipant,
		},
		{
			...onParticipants,
			value: 'addParticipants',
			name: 'Add Participants',
			action: 'Add participants to a group',
			description: 'Add people to a group',
			route: 'POST /groups/{id}/participants/add',
			evidence: 'any',
		},
		{
			...onParticipants,
			value: 'removeParticipants',
			name: 'Remove Participants',
			action: 'Remove participants from a group',
			description: 'Remove people from a group',
			route: 'POST /groups/{id}/participants/remove',
			evidence: 'any',
		},
		{
			...onParticipants,
			value: 'promote',
			name: 'Promote',
			action: 'Promote participants to admins',
			description: 'Make people admins of a group',
			route: 'POST /groups/{id}/admin/promote',
			evidence: 'any',
		},
		{
			...onParticipants,
			value: 'demote',
			name: 'Demote',
			action: 'Demote admins to participants',
			description: 'Take the admin role away from people',
			route: 'POST /groups/{id}/admin/demote',
			evidence: 'any',
		},
	],
};
