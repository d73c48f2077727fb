import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import type { Field, LocalField } from '../../shared/field';
import { asObject, asText } from '../../shared/json';
import { numberIn, oneOf, onOff, people, text } from '../../shared/schemas';
import { LIMIT } from './limit';
import { LONGEST_WORD, WORDS } from './words';

/** How people answer a question; `vote` and `reply` come through the webhook of the instance. */
export type AnswerBy = 'link' | 'reply' | 'vote';

/** The labels of a question to approve. */
export interface Labels {
	approve: string;
	/** Undefined where it can only be approved. */
	decline: string | undefined;
}

/** The question. */
const QUESTION: Field = {
	property: {
		displayName: 'Message',
		name: 'message',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		required: true,
		placeholder: 'e.g. May we deliver today?',
		description: 'The question that is sent',
	},
	schema: text.pipe(z.string().max(4096)).describe('some text of at most 4,096 characters'),
	in: 'query',
};

const ANSWER_BY: LocalField = {
	property: {
		displayName: 'Answer By',
		name: 'answerBy',
		type: 'options',
		options: [
			{ name: 'Link', value: 'link', description: 'The message has a link to a page with buttons' },
			{
				name: 'WhatsApp Poll',
				value: 'vote',
				description: 'The question is a poll; a reply or reaction in the chat counts too',
			},
			{
				name: 'WhatsApp Reply',
				value: 'reply',
				description: 'A message in the chat, or a reaction to the question',
			},
		],
		default: 'link',
		description:
			'How people answer. A poll or reply needs the webhooks of the instance: Wawp has to reach this n8n, as for a Wawp Trigger with Registration "Automatic".',
	},
	schema: oneOf(['link', 'reply', 'vote']),
	in: 'local',
};

const RESPONSE_TYPE: LocalField = {
	property: {
		displayName: 'Response Type',
		name: 'responseType',
		type: 'options',
		options: [
			{ name: 'Approval', value: 'approval', description: 'Yes or no' },
			{ name: 'Free Text', value: 'freeText', description: 'Whatever they write' },
		],
		default: 'approval',
		description: 'What counts as an answer',
	},
	schema: oneOf(['approval', 'freeText']),
	in: 'local',
};

function labelProperty(displayName: string, name: string, fallback: string): INodeProperties {
	const placeholder = `e.g. ${fallback}`;
	const description = 'The words on the button, or of the answer in the poll';
	return { displayName, name, type: 'string', default: fallback, placeholder, description };
}

/** With the names of n8n's own nodes, so that its Human in the Loop tools have them. */
const APPROVAL_OPTIONS: LocalField = {
	property: {
		displayName: 'Approval Options',
		name: 'approvalOptions',
		type: 'fixedCollection',
		placeholder: 'Add option',
		default: {},
		description: 'Whether people can decline too, and the words to choose from',
		options: [
			{
				displayName: 'Values',
				name: 'values',
				values: [
					{
						displayName: 'Type of Approval',
						name: 'approvalType',
						type: 'options',
						default: 'single',
						description: 'Whether the question can only be approved, or declined too',
						options: [
							{ name: 'Approve Only', value: 'single' },
							{ name: 'Approve and Disapprove', value: 'double' },
						],
					},
					labelProperty('Approve Button Label', 'approveLabel', 'Approve'),
					{
						...labelProperty('Disapprove Button Label', 'disapproveLabel', 'Decline'),
						displayOptions: { show: { approvalType: ['double'] } },
					},
				],
			},
		],
		displayOptions: { show: { responseType: ['approval'] } },
	},
	schema: z
		.unknown()
		.transform(labelsOf)
		.refine(({ approve, decline = '' }) => Math.max(approve.length, decline.length) <= LONGEST_WORD, {
			message: `expected labels of at most ${LONGEST_WORD} characters`,
		})
		.describe('labels of at most 100 characters'),
	in: 'local',
};

function labelsOf(value: unknown): Labels {
	const { approvalType, approveLabel, disapproveLabel } = asObject(asObject(value).values);
	const decline = asText(disapproveLabel).trim() || 'Decline';
	return {
		approve: asText(approveLabel).trim() || 'Approve',
		decline: approvalType === 'double' ? decline : undefined,
	};
}

/** The fields of Send and Wait for Reply, but for the recipient. */
export const WAITING: Field[] = [QUESTION, ANSWER_BY, RESPONSE_TYPE, APPROVAL_OPTIONS];

export const WAITING_OPTIONS: Field[] = [
	{
		property: {
			displayName: 'Add Link',
			name: 'addLink',
			type: 'boolean',
			default: false,
			description: 'Whether a question that is answered by a reply has the link too',
		},
		schema: onOff,
		in: 'local',
	},
	{
		property: {
			displayName: 'Approvers',
			name: 'approvers',
			type: 'string',
			default: '',
			placeholder: 'e.g. +44 7441 429009, +20 100 123 4567',
			description:
				'Only these people may answer: phone numbers or chat IDs. A link tells nobody who opens it, so with approvers it goes only to a chat with one of them.',
		},
		schema: people,
		in: 'local',
	},
	LIMIT,
	{
		property: {
			displayName: 'Most Waits by Reply',
			name: 'mostWaits',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 20,
			description:
				'How many questions of an instance wait for a reply at once; those beyond are sent with a link. Each costs n8n some work for every message that comes in.',
		},
		schema: numberIn({ min: 0, max: 1000, whole: true, expected: 'a whole number from 0 to 1,000' }),
		in: 'local',
	},
	...WORDS,
];
