import type { IDataObject } from 'n8n-workflow';

import { asObject, asText } from '../../shared/json';
import { chatIdOf } from '../whatsapp/ids';
import { phoneOf } from '../whatsapp/people';
import { toIso } from '../whatsapp/times';
import { simplifyMessage } from './message';

/** An ID that is a text or, in WEBJS answers, an object with its text inside. */
function idOf(id: unknown): string | undefined {
	return chatIdOf(asText(id) || asText(asObject(id)._serialized));
}

/** A chat of a list or of the overview. */
export function simplifyChat(body: IDataObject): IDataObject {
	const chat = { ...asObject(body._chat), ...body };
	const last = asObject(chat.lastMessage);
	return {
		chatId: idOf(chat.id),
		name: chat.name,
		picture: chat.picture,
		unreadCount: chat.unreadCount,
		archived: chat.archived ?? chat.isArchived,
		lastActivityAt: toIso(chat.conversationTimestamp ?? chat.timestamp ?? last.timestamp),
		lastMessage: Object.keys(last).length > 0 ? simplifyMessage(last) : undefined,
	};
}

/** A contact of a list or by itself. */
export function simplifyContact(body: IDataObject): IDataObject {
	return {
		contactId: idOf(body.id),
		phone: asText(body.number) || phoneOf(idOf(body.id)),
		lid: body.lid,
		name: body.name ?? body.pushname ?? body.pushName,
		shortName: body.shortName,
		pushName: body.pushname ?? body.pushName,
		isMyContact: body.isMyContact,
		isBusiness: body.isBusiness,
		isBlocked: body.isBlocked,
	};
}

/** A group as WAHA's own shape, GOWS and WEBJS have it. */
export function simplifyGroup(body: IDataObject): IDataObject {
	const data = { ...asObject(body.groupMetadata), ...body };
	const people = data.participants ?? data.Participants;
	return {
		groupId: idOf(data.id ?? data.JID ?? data.gid),
		subject: data.subject ?? data.name ?? data.Name ?? data.title,
		description: data.description ?? data.desc ?? data.Topic,
		owner: idOf(data.owner ?? data.OwnerJID),
		invite: data.invite,
		participantsCount: Array.isArray(people) ? people.length : (data.size ?? data.ParticipantCount),
		membersCanSendMessages: data.membersCanSendMessages ?? opposite(data.IsAnnounce ?? data.announce),
		membersCanAddNewMember: data.membersCanAddNewMember,
		newMembersApprovalRequired: data.newMembersApprovalRequired,
	};
}

/** GOWS and WEBJS say by switches what WAHA's own shape says by a word. */
function roleOf(body: IDataObject): string {
	if (body.isSuperAdmin === true || body.IsSuperAdmin === true) return 'superadmin';
	return body.isAdmin === true || body.IsAdmin === true ? 'admin' : 'participant';
}

function opposite(value: unknown): boolean | undefined {
	return typeof value === 'boolean' ? !value : undefined;
}

/** A participant of a group. */
export function simplifyParticipant(body: IDataObject): IDataObject {
	const id = idOf(body.id ?? body.JID);
	return {
		participantId: id,
		phone: phoneOf(idOf(body.pn) ?? idOf(body.PhoneNumber) ?? id),
		role: body.role ?? body.admin ?? roleOf(body),
	};
}

/** A channel, known or found by a search. */
export function simplifyChannel(body: IDataObject): IDataObject {
	return {
		channelId: idOf(body.id),
		name: body.name,
		description: body.description,
		invite: body.invite,
		role: body.role,
		subscribersCount: body.subscribersCount,
		verified: body.verified,
		picture: body.picture ?? body.preview,
	};
}

/** A label of WhatsApp Business. */
export function simplifyLabel({ id, name, color, colorHex }: IDataObject): IDataObject {
	return { labelId: asText(id), name, color, colorHex };
}
