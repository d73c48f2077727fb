import { forbidden } from '../errors';
import type { Phone } from '../phone/phone';
import type { Group, Role } from '../phone/types';

/** The own role in a group. */
export function ownRole(phone: Phone, group: Group): Role | undefined {
	return group.participants.find(({ id }) => id === phone.me.id)?.role;
}

export function isAdmin(phone: Phone, group: Group): boolean {
	const role = ownRole(phone, group);
	return role === 'admin' || role === 'superadmin';
}

/** Throws 403 unless the own number is an admin of the group. */
export function requireAdmin(phone: Phone, group: Group, what: string): void {
	if (!isAdmin(phone, group)) throw forbidden(`Only admins of the group ${group.subject} can ${what}.`);
}
