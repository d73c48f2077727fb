import { z } from 'zod';

import type { Field } from '../../shared/field';
import type { Operation, Resource } from '../../shared/operation';
import { simplifyChat, simplifyLabel } from '../answers/directory';
import { confirmation, line } from '../fields/common';
import { chatField } from '../fields/chats';
import { LABEL, LABEL_LIST, LABELS_OF_CHAT, withRemoval } from '../fields/labels';

const NAME = line('Name', 'name', {
	in: 'body',
	placeholder: 'e.g. New customer',
	description: 'How the label is called',
});

const COLOR: Field = {
	property: {
		displayName: 'Color',
		name: 'colorHex',
		type: 'color',
		default: '#ff9485',
		description: 'The color of the label',
	},
	schema: z
		.string()
		.regex(/^#[0-9a-f]{6}$/i)
		.describe('a colour such as #ff9485'),
	in: 'body',
};

/** What every operation on one label has in common. */
const onLabel: Pick<Operation, 'fields' | 'repeatable'> = { fields: [LABEL], repeatable: true };

/** Labels of WhatsApp Business. Sources: docs.wawp.net, "Labels"; official node; WAHA. */
export const label: Resource = {
	value: 'label',
	name: 'Label',
	description: 'Labels of WhatsApp Business',
	operations: [
		{
			...LABEL_LIST,
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many labels',
			description: 'List the labels of the linked number',
			fields: [],
			repeatable: true,
			evidence: 'read',
		},
		{
			value: 'create',
			name: 'Create',
			action: 'Create a label',
			description: 'Create a label with name and color',
			route: 'POST /labels',
			fields: [NAME, COLOR],
			repeatable: false,
			evidence: 'id',
			simplify: simplifyLabel,
		},
		{
			...onLabel,
			value: 'update',
			name: 'Update',
			action: 'Update a label',
			description: 'Change name and color of a label',
			route: 'PUT /labels/{labelId}',
			evidence: 'id',
			fields: [LABEL, NAME, COLOR],
			simplify: simplifyLabel,
		},
		{
			...onLabel,
			value: 'delete',
			name: 'Delete',
			action: 'Delete a label',
			description: 'Delete a label; the chats stay',
			route: 'DELETE /labels/{labelId}',
			evidence: 'any',
			fields: [LABEL, confirmation('Confirm Delete', 'Whether to delete the label from all chats')],
		},
		{
			...onLabel,
			value: 'getChats',
			name: 'Get Chats',
			action: 'Get the chats with a label',
			description: 'List the chats that have a label',
			route: 'GET /labels/{labelId}/chats',
			evidence: 'read',
			list: { pages: 'whole' },
			simplify: simplifyChat,
		},
		{
			value: 'getForChat',
			name: 'Get for Chat',
			action: 'Get the labels of a chat',
			description: 'List the labels that a chat has',
			route: 'GET /labels/chats/{chatId}',
			fields: [chatField('path')],
			repeatable: true,
			evidence: 'read',
			list: { pages: 'whole' },
			simplify: simplifyLabel,
		},
		{
			value: 'setForChat',
			name: 'Set for Chat',
			action: 'Set the labels of a chat',
			description: 'Give a chat exactly these labels',
			route: 'PUT /labels/chats/{chatId}',
			fields: [chatField('path'), ...LABELS_OF_CHAT],
			shape: withRemoval,
			repeatable: true,
			evidence: 'any',
		},
	],
};
