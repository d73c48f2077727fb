import { ask, freshSandbox, refusal } from './ask';
import type { Json } from './ask';
import { STOPPED } from './client';

const ME = '447441429009@c.us';
const MONA = '201001234567@c.us';
const GRACE = '447700900102@c.us';
const OWNED = '120363023456789012@g.us';
const ADMIN_OF = '120363034567890123@g.us';
const MEMBER_OF = '120363045678901234@g.us';
const OPEN = '120363056789012345@g.us';

const own = freshSandbox();

async function roles(group: string): Promise<Record<string, string>> {
	const participants = (await ask(own.sandbox, `GET /groups/${group}/participants`)) as unknown as {
		id: string;
		role: string;
	}[];
	return Object.fromEntries(participants.map(({ id, role }) => [id, role]));
}

const people = (...ids: string[]): { body: object } => ({
	body: { participants: ids.map((id) => ({ id })) },
});

describe('groups', () => {
	it('are listed and counted, those one is in', async () => {
		const groups = await ask(own.sandbox, 'GET /groups', { query: { sortBy: 'subject' } });
		expect(groups.map((group) => group['subject'])).toEqual([
			'Market Street Traders',
			'Regulars',
			'Town Hall News',
		]);
		expect(await ask(own.sandbox, 'GET /groups', { query: { limit: '2', offset: '2' } })).toHaveLength(1);
		expect(await ask(own.sandbox, 'GET /groups/count', { instance: STOPPED })).toEqual({ count: 3 });
		await ask(own.sandbox, 'POST /groups/refresh');
		expect(await refusal(own.sandbox, `GET /groups/${OPEN}`)).toBe(404);
	});

	it('are created with a role for each', async () => {
		const body = { name: 'Tasting', participants: [{ id: MONA }, { id: '447700900102' }] };
		const group = await ask(own.sandbox, 'POST /groups', { body });
		expect(group).toMatchObject({
			subject: 'Tasting',
			participants: [
				{ id: ME, role: 'superadmin' },
				{ id: MONA, role: 'participant' },
				{ id: GRACE, role: 'participant' },
			],
		});
		expect((await own.webhook.next('group.v2.join'))[0]).toMatchObject({ group: { id: group['id'] } });
		expect(await ask(own.sandbox, `GET /groups/${String(group['id'])}`)).toEqual(group);
		const wrong = { name: 'x', participants: [{ id: '447700900999' }] };
		expect(await refusal(own.sandbox, 'POST /groups', { body: wrong })).toBe(422);
	});

	it('are joined by code or link, and left', async () => {
		const code = 'https://chat.whatsapp.com/DeFgHiJkLmNoPqRsTuVwXy';
		const query = { code };
		expect(await ask(own.sandbox, 'GET /groups/join-info', { query })).toMatchObject({ id: OPEN });
		expect(await ask(own.sandbox, 'POST /groups/join', { body: { code } })).toEqual({ id: OPEN });
		expect((await own.webhook.next('group.v2.join'))[0]).toMatchObject({
			group: { id: OPEN, subject: 'Allotment Swap' },
		});
		expect(await roles(OPEN)).toMatchObject({ [ME]: 'participant' });
		await ask(own.sandbox, `POST /groups/${OPEN}/leave`);
		expect((await own.webhook.next('group.v2.leave'))[0]).toMatchObject({ group: { id: OPEN } });
		expect(await refusal(own.sandbox, `POST /groups/${OPEN}/leave`)).toBe(404);
		expect(await refusal(own.sandbox, 'POST /groups/join', { body: { code: 'nothing' } })).toBe(404);
	});

	it('are deleted by their owner only', async () => {
		expect(await refusal(own.sandbox, `DELETE /groups/${ADMIN_OF}`)).toBe(403);
		await ask(own.sandbox, `DELETE /groups/${OWNED}`);
		expect((await own.webhook.next('group.v2.leave'))[0]).toMatchObject({ group: { id: OWNED } });
		expect(await refusal(own.sandbox, `GET /groups/${OWNED}`)).toBe(404);
	});

	it('have an invite code that only admins see and replace', async () => {
		const code = (await ask(own.sandbox, `GET /groups/${OWNED}/invite-code`)) as unknown;
		expect(code).toBe('AbCdEfGhIjKlMnOpQrStUv');
		const next = (await ask(own.sandbox, `POST /groups/${OWNED}/invite-code/revoke`)) as unknown as string;
		expect((await ask(own.sandbox, `GET /groups/${OWNED}/invite-code`)) as unknown).toBe(next);
		const query = { code: String(code) };
		expect(await refusal(own.sandbox, 'GET /groups/join-info', { query })).toBe(404);
		expect(await refusal(own.sandbox, `GET /groups/${MEMBER_OF}/invite-code`)).toBe(403);
		expect(await refusal(own.sandbox, `POST /groups/${MEMBER_OF}/invite-code/revoke`)).toBe(403);
	});
});

describe('what a group is', () => {
	it.each([
		['subject', { subject: 'New name' }],
		['description', { description: 'New words' }],
	])('%s: changed by those who may, told', async (name, body) => {
		await ask(own.sandbox, `PUT /groups/${OWNED}/${name}`, { body });
		expect((await own.webhook.next('group.v2.update'))[0]).toMatchObject({ group: { id: OWNED, ...body } });
		expect(await ask(own.sandbox, `GET /groups/${OWNED}`)).toMatchObject(body);
		expect(await refusal(own.sandbox, `PUT /groups/${MEMBER_OF}/${name}`, { body })).toBe(403);
	});

	it('its picture', async () => {
		const picture = (id: string): Promise<Json> => ask(own.sandbox, `GET /groups/${id}/picture`);
		expect(await picture(ADMIN_OF)).toEqual({ url: null });
		const url = `${own.sandbox.url}/sandbox/media/photo.jpg`;
		const body = { file: { url, mimetype: 'image/jpeg', filename: 'photo.jpg' } };
		await ask(own.sandbox, `PUT /groups/${ADMIN_OF}/picture`, { body });
		const { url: uploaded } = (await picture(ADMIN_OF)) as unknown as { url: string };
		expect((await fetch(uploaded)).headers.get('content-type')).toBe('image/jpeg');
		await ask(own.sandbox, `DELETE /groups/${ADMIN_OF}/picture`);
		expect(await picture(ADMIN_OF)).toEqual({ url: null });
		expect(await refusal(own.sandbox, `PUT /groups/${MEMBER_OF}/picture`, { body })).toBe(403);
		expect(await refusal(own.sandbox, `DELETE /groups/${MEMBER_OF}/picture`)).toBe(403);
	});

	it.each(['info-admin-only', 'messages-admin-only'])('the setting %s', async (name) => {
		const path = `settings/security/${name}`;
		expect(await ask(own.sandbox, `GET /groups/${OWNED}/${path}`)).toEqual({ adminsOnly: false });
		await ask(own.sandbox, `PUT /groups/${OWNED}/${path}`, { query: { adminsOnly: 'true' } });
		expect(await ask(own.sandbox, `GET /groups/${OWNED}/${path}`)).toEqual({ adminsOnly: true });
		expect((await own.webhook.next('group.v2.update'))[0]).toMatchObject({ group: { id: OWNED } });
		const body = { adminsOnly: false };
		expect(await ask(own.sandbox, `GET /groups/${MEMBER_OF}/${path}`)).toEqual({ adminsOnly: true });
		expect(await refusal(own.sandbox, `PUT /groups/${MEMBER_OF}/${path}`, { body })).toBe(403);
	});
});

describe('participants', () => {
	it('come and go', async () => {
		await ask(own.sandbox, `POST /groups/${OWNED}/participants/add`, people(GRACE, MONA));
		expect(await roles(OWNED)).toMatchObject({ [GRACE]: 'participant' });
		const participants = [{ id: GRACE, role: 'participant' }];
		expect((await own.webhook.next('group.v2.participants'))[0]).toMatchObject({
			type: 'join',
			group: { id: OWNED },
			participants,
		});
		await ask(own.sandbox, `POST /groups/${OWNED}/participants/remove`, people('447700900102'));
		expect(Object.keys(await roles(OWNED))).not.toContain(GRACE);
		expect((await own.webhook.next('group.v2.participants'))[0]).toMatchObject({
			type: 'leave',
			participants,
		});
	});

	it('rise and fall, by their hidden id too', async () => {
		for (const [verb, role] of [
			['promote', 'admin'],
			['demote', 'participant'],
		] as const) {
			await ask(own.sandbox, `POST /groups/${OWNED}/admin/${verb}`, people('112233445566@lid'));
			expect(await roles(OWNED)).toMatchObject({ [MONA]: role });
			expect((await own.webhook.next('group.v2.participants'))[0]).toMatchObject({
				type: verb,
				participants: [{ id: MONA, role }],
			});
		}
	});

	it.each(['participants/remove', 'admin/promote', 'admin/demote'])('%s has its limits', async (verb) => {
		const route = (group: string): string => `POST /groups/${group}/${verb}`;
		expect(await refusal(own.sandbox, route(MEMBER_OF), people('447700900101@c.us'))).toBe(403);
		expect(await refusal(own.sandbox, route(ADMIN_OF), people(GRACE))).toBe(403);
		expect(await refusal(own.sandbox, route(OWNED), people('447700900777'))).toBe(404);
	});

	it('are added by admins only where the group says so', async () => {
		expect(await refusal(own.sandbox, `POST /groups/${MEMBER_OF}/participants/add`, people(MONA))).toBe(403);
	});
});
