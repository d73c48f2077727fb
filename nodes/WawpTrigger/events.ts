import type { Lenient } from '../shared/lenient';
import { messageFields } from '../Wawp/whatsapp/message';
import type { Person } from '../Wawp/whatsapp/people';
import { messageShape } from '../Wawp/whatsapp/shapes';
import {
	archiveFields,
	callFields,
	groupFields,
	labelChatFields,
	labelFields,
	presenceFields,
} from './chatEvents';
import {
	ackFields,
	editedFields,
	eventResponseFields,
	failedVoteFields,
	reactionFields,
	revokedFields,
	voteFields,
} from './messageEvents';
import type { WawpEvent } from './output';
import { engineFields, sessionFields } from './sessionEvents';
import {
	archiveShape,
	callShape,
	editedShape,
	engineShape,
	eventResponseShape,
	groupShape,
	labelChatShape,
	labelShape,
	pollVoteShape,
	presenceShape,
	reactionShape,
	revokedShape,
	sessionStatusShape,
} from './shapes';

export interface EventKind {
	/** Wawp's name on the wire; stored in users' workflows, so it is never renamed. */
	value: string;
	name: string;
	description: string;
	/** The WhatsApp engines that send it, by WAHA's list of events. */
	engines: string;
	/** The normalised fields of a payload; a payload that is no object gives none. */
	read: (payload: unknown, me?: Person) => Partial<WawpEvent>;
}

function reader<T>(
	read: Lenient<T>,
	normalise: (payload: T, me?: Person) => Partial<WawpEvent>,
): EventKind['read'] {
	return (payload, me) => {
		const known = read(payload);
		return known === undefined ? {} : normalise(known, me);
	};
}

const readMessage = reader(messageShape, messageFields);
const readGroup = reader(groupShape, groupFields);
const readCall = reader(callShape, callFields);
const readLabel = reader(labelShape, labelFields);
const readLabelChat = reader(labelChatShape, labelChatFields);
const readResponse = reader(eventResponseShape, eventResponseFields);

const ALL = 'all';
const CALL_ENGINES = 'GOWS, NOWEB';
const LABEL_ENGINES = 'NOWEB, GOWS';
const CHAT_LABEL_ENGINES = 'NOWEB, GOWS, WPP';

/** A contact's status: Wawp sends it among the messages, and it is split from them here. */
export const STATUS_RECEIVED = 'status.received';

/** The events in which new messages come. */
export const NEW_MESSAGE = ['message', 'message.any'];

/** The events of Wawp's webhook settings, sorted by name as n8n shows them. */
export const EVENTS: readonly EventKind[] = [
	{
		value: 'call.accepted',
		name: 'Call Accepted',
		description: 'A call was accepted on the phone or on another device',
		engines: CALL_ENGINES,
		read: readCall,
	},
	{
		value: 'call.received',
		name: 'Call Received',
		description: 'Somebody calls the connected number',
		engines: 'GOWS, NOWEB, WEBJS',
		read: readCall,
	},
	{
		value: 'call.rejected',
		name: 'Call Rejected',
		description: 'A call was declined or not answered',
		engines: 'GOWS, NOWEB, WEBJS',
		read: readCall,
	},
	{
		value: 'chat.archive',
		name: 'Chat Archived',
		description: 'A chat was moved into the archive or back out of it',
		engines: 'WEBJS',
		read: reader(archiveShape, archiveFields),
	},
	{
		value: 'label.chat.added',
		name: 'Chat Labelled',
		description: 'A label was put on a chat',
		engines: CHAT_LABEL_ENGINES,
		read: readLabelChat,
	},
	{
		value: 'label.chat.deleted',
		name: 'Chat Unlabelled',
		description: 'A label was taken off a chat',
		engines: CHAT_LABEL_ENGINES,
		read: readLabelChat,
	},
	{
		value: 'engine.event',
		name: 'Engine Event',
		description: 'Raw events from inside Wawp: very many, and without a fixed shape',
		engines: ALL,
		read: reader(engineShape, engineFields),
	},
	{
		value: 'event.response',
		name: 'Event Response',
		description: 'Somebody answered an event invitation: going, not going or maybe',
		engines: 'GOWS',
		read: readResponse,
	},
	{
		value: 'event.response.failed',
		name: 'Event Response Failed',
		description: 'Somebody answered an event invitation, but the answer could not be read',
		engines: 'GOWS',
		read: readResponse,
	},
	{
		value: 'group.v2.join',
		name: 'Group Joined',
		description: 'The connected number joined a group or was added to one',
		engines: ALL,
		read: readGroup,
	},
	{
		value: 'group.v2.leave',
		name: 'Group Left',
		description: 'The connected number left a group or was removed from one',
		engines: ALL,
		read: readGroup,
	},
	{
		value: 'group.v2.participants',
		name: 'Group Participants Changed',
		description: 'Members joined or left a group, or became admin or no longer are',
		engines: ALL,
		read: readGroup,
	},
	{
		value: 'group.v2.update',
		name: 'Group Updated',
		description: "A group's subject, description or settings changed",
		engines: ALL,
		read: readGroup,
	},
	{
		value: 'label.deleted',
		name: 'Label Deleted',
		description: 'A label was deleted (WhatsApp Business)',
		engines: LABEL_ENGINES,
		read: readLabel,
	},
	{
		value: 'label.upsert',
		name: 'Label Saved',
		description: 'A label was created or changed (WhatsApp Business)',
		engines: LABEL_ENGINES,
		read: readLabel,
	},
	{
		value: 'message.revoked',
		name: 'Message Deleted',
		description: 'A message or status was deleted for everyone',
		engines: ALL,
		read: reader(revokedShape, revokedFields),
	},
	{
		value: 'message.ack',
		name: 'Message Delivered or Read',
		description: 'A message was sent, delivered, read or played; for your own status, Read is a view',
		engines: ALL,
		read: reader(messageShape, ackFields),
	},
	{
		value: 'message.edited',
		name: 'Message Edited',
		description: 'A message got a new text',
		engines: ALL,
		read: reader(editedShape, editedFields),
	},
	{
		value: 'message.reaction',
		name: 'Message Reaction',
		description: 'A reaction was put on a message or status, or taken back',
		engines: ALL,
		read: reader(reactionShape, reactionFields),
	},
	{
		value: 'message',
		name: 'Message Received',
		description: 'A new message of somebody else; for their statuses choose Status Received',
		engines: ALL,
		read: readMessage,
	},
	{
		value: 'message.any',
		name: 'Message Received or Sent',
		description: 'Any new message, also your own ones (statuses too), sent on the phone or by a workflow',
		engines: ALL,
		read: readMessage,
	},
	{
		value: 'poll.vote',
		name: 'Poll Vote',
		description: 'Somebody voted in a poll, or took the vote back',
		engines: 'WEBJS, NOWEB, GOWS',
		read: reader(pollVoteShape, voteFields),
	},
	{
		value: 'poll.vote.failed',
		name: 'Poll Vote Failed',
		description: 'Somebody voted in a poll, but the vote could not be read',
		engines: 'WEBJS, NOWEB, GOWS',
		read: reader(pollVoteShape, failedVoteFields),
	},
	{
		value: 'presence.update',
		name: 'Presence Updated',
		description: 'A contact is online, typing, recording or offline',
		engines: ALL,
		read: reader(presenceShape, presenceFields),
	},
	{
		value: 'session.status',
		name: 'Session Status Changed',
		description: 'The connection changed: starting, waiting for the QR scan, working, failed or stopped',
		engines: ALL,
		read: reader(sessionStatusShape, sessionFields),
	},
	{
		value: STATUS_RECEIVED,
		name: 'Status Received',
		description: 'A new status (story) of a contact',
		engines: ALL,
		read: readMessage,
	},
];

/** The entry of an event name, or undefined for one that is not in Wawp's list. */
export function eventKindOf(event: string): EventKind | undefined {
	return EVENTS.find(({ value }) => value === event);
}

/** The name that an event has here: Wawp's, but for a contact's status. */
export function eventNameOf(event: string, { isStatus, fromMe }: Partial<WawpEvent>): string {
	const isReceived = isStatus === true && fromMe !== true;
	return isReceived && NEW_MESSAGE.includes(event) ? STATUS_RECEIVED : event;
}
