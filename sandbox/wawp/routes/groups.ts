import { randomBytes } from 'node:crypto';
import { forbidden, missing } from '../errors';
import { newAddress } from '../phone/addresses';
import type { Phone } from '../phone/phone';
import type { Group } from '../phone/types';
import { always, working } from './call';
import type { InstanceHandler, PhoneCall } from './call';
import { pageOf, sorted } from './paging';
import type { ListParameters } from './paging';
import { ownRole, requireAdmin } from './roles';

/** A call about one group. */
interface OfGroup {
	id: string;
}

/** Operations about groups as a whole, by operationId. */
export const GROUP_ROUTES: Record<string, InstanceHandler> = {
	listGroups: always(({ phone, params }: PhoneCall<ListParameters>) =>
		pageOf(sorted(ownGroups(phone).map(groupBody), params), params),
	),
	countGroups: always(({ phone }) => ({ count: ownGroups(phone).length })),
	refreshGroups: working(() => undefined),
	getGroup: onGroup((_call, group) => groupBody(group)),
	createGroup: working(createGroup),
	getGroupJoinInfo: working(({ phone, params }: PhoneCall<{ code: string }>) =>
		groupBody(invitedTo(phone, params.code)),
	),
	joinGroup: working((call: PhoneCall<{ code: string }>) => {
		const { phone, params } = call;
		const group = invitedTo(phone, params.code);
		if (!phone.isMember(group)) {
			group.participants.push({ id: phone.me.id, role: 'participant' });
			tellJoin(call, group);
		}
		return { id: group.id };
	}),
	leaveGroup: onGroup((call, group) => {
		group.participants = group.participants.filter(({ id }) => id !== call.phone.me.id);
		tellLeave(call, group);
	}),
	deleteGroup: onGroup((call, group) => {
		if (ownRole(call.phone, group) !== 'superadmin') {
			throw forbidden(`Only the owner of the group ${group.subject} can delete it.`);
		}
		call.phone.groups.delete(group.id);
		call.phone.chats.remove(group.id);
		tellLeave(call, group);
	}),
	getGroupInviteCode: onGroup(({ phone }, group) => {
		requireAdmin(phone, group, 'see its invite code');
		return group.inviteCode;
	}),
	revokeGroupInviteCode: onGroup((call, group) => {
		requireAdmin(call.phone, group, 'replace its invite code');
		group.inviteCode = newInviteCode();
		tellUpdate(call, group, { invite: inviteUrl(group) });
		return group.inviteCode;
	}),
};

/** A route about a group the own number is in; 404 for another. */
export function onGroup<Params = unknown>(
	act: (call: PhoneCall<Params & OfGroup>, group: Group) => unknown,
): InstanceHandler {
	return working((call: PhoneCall<Params & OfGroup>) => act(call, call.phone.group(call.params.id)));
}

/** Tells that something about a group has changed. */
export function tellUpdate(call: Pick<PhoneCall, 'tell' | 'now'>, { id }: Group, change: object): void {
	call.tell('group.v2.update', { group: { id, ...change }, timestamp: seconds(call), _data: {} });
}

function tellJoin(call: Pick<PhoneCall, 'tell' | 'now'>, group: Group): void {
	call.tell('group.v2.join', { group: groupBody(group), timestamp: seconds(call), _data: {} });
}

function tellLeave(call: Pick<PhoneCall, 'tell' | 'now'>, { id }: Group): void {
	call.tell('group.v2.leave', { group: { id }, timestamp: seconds(call), _data: {} });
}

/** The time of a call as events state it. */
export function seconds({ now }: Pick<PhoneCall, 'now'>): number {
	return Math.floor(now / 1000);
}

function createGroup(call: PhoneCall<{ name: string; participants: { id: string }[] }>): object {
	const { phone, params } = call;
	const others = params.participants.map(({ id }) => phone.addressee(id));
	const group: Group = {
		id: `${newAddress()}@g.us`,
		subject: params.name,
		description: '',
		inviteCode: newInviteCode(),
		infoAdminsOnly: false,
		messagesAdminsOnly: false,
		membersCanAdd: true,
		participants: [
			{ id: phone.me.id, role: 'superadmin' },
			...[...new Set(others)].map((id) => ({ id, role: 'participant' as const })),
		],
	};
	phone.groups.set(group.id, group);
	phone.chats.open(group.id);
	tellJoin(call, group);
	return groupBody(group);
}

function newInviteCode(): string {
	return randomBytes(11).toString('hex');
}

function inviteUrl({ inviteCode }: Group): string {
	return `https://chat.whatsapp.com/${inviteCode}`;
}

function ownGroups(phone: Phone): Group[] {
	return [...phone.groups.values()].filter((group) => phone.isMember(group));
}

function invitedTo(phone: Phone, code: string): Group {
	const bare = code.split(/[?#]/)[0]?.split('/').at(-1);
	const group = [...phone.groups.values()].find(({ inviteCode }) => inviteCode === bare);
	if (group === undefined) throw missing('group with the invite code', code);
	return group;
}

function groupBody(group: Group): object {
	const { id, subject, description, participants, membersCanAdd, messagesAdminsOnly } = group;
	return {
		id,
		subject,
		description,
		invite: inviteUrl(group),
		membersCanAddNewMember: membersCanAdd,
		membersCanSendMessages: !messagesAdminsOnly,
		newMembersApprovalRequired: false,
		participants,
	};
}
