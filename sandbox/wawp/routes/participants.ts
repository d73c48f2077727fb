import { forbidden, missing } from '../errors';
import type { Group, Participant, Role } from '../phone/types';
import type { InstanceHandler, PhoneCall } from './call';
import { onGroup, seconds } from './groups';
import { requireAdmin } from './roles';

interface Named {
	participants: { id: string }[];
}

type Change = 'join' | 'leave' | 'promote' | 'demote';

/** Operations about the members of a group, by operationId. */
export const PARTICIPANT_ROUTES: Record<string, InstanceHandler> = {
	listGroupParticipants: onGroup((_call, { participants }) => participants),
	addGroupParticipants: onGroup<Named>((call, group) => {
		const { phone, params } = call;
		if (!group.membersCanAdd) requireAdmin(phone, group, 'add participants');
		const ids = params.participants.map(({ id }) => phone.idOf(phone.addressee(id)));
		const added = ids.filter((id) => !group.participants.some((one) => one.id === id));
		const participants = added.map((id) => ({ id, role: 'participant' as const }));
		group.participants.push(...participants);
		tell(call, group, 'join', participants);
	}),
	removeGroupParticipants: onGroup<Named>((call, group) => {
		const leaving = members(call, group, 'remove participants');
		group.participants = group.participants.filter((one) => !leaving.includes(one));
		tell(call, group, 'leave', leaving);
	}),
	promoteGroupParticipants: ranking('promote', 'admin'),
	demoteGroupParticipants: ranking('demote', 'participant'),
};

function ranking(change: Change, role: Role): InstanceHandler {
	return onGroup<Named>((call, group) => {
		const changed = members(call, group, `${change} participants`);
		for (const participant of changed) participant.role = role;
		tell(call, group, change, changed);
	});
}

/** The members a call names. Throws 403 for whoever is no admin, and about the owner; 404 for others than members. */
function members({ phone, params }: PhoneCall<Named>, group: Group, what: string): Participant[] {
	requireAdmin(phone, group, what);
	return params.participants.map(({ id }) => {
		const wanted = phone.idOf(id);
		const found = group.participants.find((one) => phone.idOf(one.id) === wanted);
		if (found === undefined) throw missing(`participant of the group ${group.subject}:`, id);
		if (found.role === 'superadmin') throw forbidden('The owner of a group stays as they are.');
		return found;
	});
}

function tell(call: PhoneCall<Named>, { id }: Group, type: Change, participants: Participant[]): void {
	if (participants.length === 0) return;
	const timestamp = seconds(call);
	call.tell('group.v2.participants', { type, group: { id }, participants, timestamp, _data: {} });
}
