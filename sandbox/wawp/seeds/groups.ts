import type { Group, Participant, Role } from '../phone/types';

type Seed = Omit<Group, 'participants'> & { ownRole?: Role; others: Participant[] };

const OPEN = { infoAdminsOnly: false, messagesAdminsOnly: false, membersCanAdd: true };
const CLOSED = { infoAdminsOnly: true, messagesAdminsOnly: true, membersCanAdd: false };

/** One group for each role of the own number, and one it has not joined yet. */
const GROUPS: Seed[] = [
	{
		id: '120363023456789012@g.us',
		subject: 'Regulars',
		description: 'Offers for regular customers',
		inviteCode: 'AbCdEfGhIjKlMnOpQrStUv',
		picture: 'picture.png',
		...OPEN,
		ownRole: 'superadmin',
		others: [
			{ id: '201001234567@c.us', role: 'participant' },
			{ id: '447700900101@c.us', role: 'admin' },
			{ id: '998877665544@lid', role: 'participant' },
		],
	},
	{
		id: '120363034567890123@g.us',
		subject: 'Market Street Traders',
		description: 'Deliveries, bins, road works',
		inviteCode: 'BcDeFgHiJkLmNoPqRsTuVw',
		...OPEN,
		membersCanAdd: false,
		ownRole: 'admin',
		others: [
			{ id: '447700900102@c.us', role: 'superadmin' },
			{ id: '447700900103@c.us', role: 'participant' },
		],
	},
	{
		id: '120363045678901234@g.us',
		subject: 'Town Hall News',
		description: 'Announcements only',
		inviteCode: 'CdEfGhIjKlMnOpQrStUvWx',
		...CLOSED,
		ownRole: 'participant',
		others: [
			{ id: '4915550100200@c.us', role: 'superadmin' },
			{ id: '447700900101@c.us', role: 'participant' },
		],
	},
	{
		id: '120363056789012345@g.us',
		subject: 'Allotment Swap',
		description: 'Seeds and cuttings to give away',
		inviteCode: 'DeFgHiJkLmNoPqRsTuVwXy',
		...OPEN,
		others: [{ id: '447700900102@c.us', role: 'superadmin' }],
	},
];

/** The groups as a phone with this id sees them. */
export function seedGroups(ownId: string): Group[] {
	return GROUPS.map(({ ownRole, others, ...group }) => ({
		...group,
		participants: [
			...(ownRole === undefined ? [] : [{ id: ownId, role: ownRole }]),
			...others.filter(({ id }) => id !== ownId).map((other) => ({ ...other })),
		],
	}));
}
