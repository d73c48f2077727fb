import { asObject } from '../../shared/json';
import type { Operation } from '../../shared/operation';
import { simplifyMessage } from '../answers/message';
import { recipient } from '../fields/chats';
import { leftOut } from '../fields/doNotSend';
import { replyTo } from '../fields/message';
import { newChat } from '../fields/newChats';
import { beforeMessage, MESSAGE_SENDING } from '../fields/sending';
import { WAITING, WAITING_OPTIONS } from '../fields/waiting';

/**
 * Message → Send and Wait for Reply: one send like any other. What it sends exactly, and that the execution pauses then, is
 * the node's (`wait/`). n8n finds it by its value, and makes of it a Human in the Loop tool.
 */
export const SEND_AND_WAIT: Operation = {
	value: 'sendAndWait',
	name: 'Send and Wait for Reply',
	action: 'Send a question and wait for the answer',
	description: 'Ask somebody, and go on with the workflow once the answer is there',
	route: 'POST /send',
	fields: [recipient(), ...WAITING],
	optional: [...WAITING_OPTIONS, replyTo(), ...MESSAGE_SENDING],
	toChats: true,
	oneItem: true,
	repeatable: false,
	evidence: 'id',
	leaveOut: leftOut,
	newChat,
	beforeSending: beforeMessage,
	identify: simplifyMessage,
	respond: ({ body }) => [{ json: simplifyMessage(asObject(body)) }],
};
