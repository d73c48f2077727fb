import { startSandbox } from '../../sandbox';
import type { Sandbox } from '../../sandbox';
import { ask, refusal } from './ask';
import type { Json } from './ask';
import { ACCOUNTS, control, GOWS, STOPPED } from './client';

const OMAR = '447700900101@c.us';
let sandbox: Sandbox;
beforeEach(async () => {
	sandbox = await startSandbox({ accounts: ACCOUNTS, contacts: 5 });
});
afterEach(() => sandbox.close());

const names = (contacts: Json): unknown[] => contacts.map((contact) => contact['name'] as unknown);

function contact(contactId: string): Promise<Json> {
	return ask(sandbox, 'GET /contacts', { query: { contactId } });
}

describe('contacts', () => {
	it('are listed, sorted, page by page, more of them when wanted', async () => {
		expect(await ask(sandbox, 'GET /contacts/all', { instance: STOPPED })).toHaveLength(13);
		await control(sandbox, `POST /instances/${GOWS}/contacts`, { count: 120 });
		const all = await ask(sandbox, 'GET /contacts/all', { query: { sortBy: 'name' } });
		expect(all).toHaveLength(133);
		expect(names(all).slice(0, 2)).toEqual(['Customer 00001', 'Customer 00002']);
		const query = { sortBy: 'name', sortOrder: 'DESC', limit: '50', offset: '100' };
		expect(names(await ask(sandbox, 'GET /contacts/all', { query }))).toEqual(
			names(all).reverse().slice(100),
		);
	});

	it('are found by number, id or hidden id', async () => {
		for (const id of ['447700900101', '+44 7700 900101', OMAR, '112233445567@lid']) {
			expect(await contact(id)).toMatchObject({ id: OMAR, name: 'Omar Haddad', number: '447700900101' });
		}
		expect(await contact('998877665544@lid')).toMatchObject({ number: '', name: 'Sam' });
		expect(await contact('447700900777')).toMatchObject({ isMyContact: false, name: '' });
		for (const contactId of ['447700900999', 'nobody']) {
			expect(await refusal(sandbox, 'GET /contacts', { query: { contactId } })).toBe(404);
		}
	});

	it('have an about and perhaps a picture', async () => {
		const query = { contactId: '201001234567' };
		expect(await ask(sandbox, 'GET /contacts/about', { query })).toEqual({ about: 'Busy baking' });
		const picture = await ask(sandbox, 'GET /contacts/profile-picture', { query });
		expect(picture['profilePictureURL']).toBe(`${sandbox.url}/sandbox/media/photo.jpg`);
		const none = await ask(sandbox, 'GET /contacts/profile-picture', { query: { contactId: OMAR } });
		expect(none).toEqual({ profilePictureURL: null });
	});

	it('are checked, blocked, and written into the address book', async () => {
		const check = (phone: string): Promise<Json> =>
			ask(sandbox, 'GET /contacts/check-exists', { query: { phone } });
		expect(await check('447700900101')).toEqual({ numberExists: true, chatId: OMAR });
		expect(await check('447700900999')).toEqual({ numberExists: false });
		await ask(sandbox, 'POST /contacts/block', { query: { contactId: OMAR } });
		expect(await contact(OMAR)).toMatchObject({ isBlocked: true });
		await ask(sandbox, 'POST /contacts/unblock', { query: { contactId: OMAR } });
		expect(await contact(OMAR)).toMatchObject({ isBlocked: false });
		const body = { firstName: 'New', lastName: 'Customer' };
		await ask(sandbox, 'PUT /contacts/447700900321', { body });
		expect(await contact('447700900321')).toMatchObject({ name: 'New Customer', isMyContact: true });
	});

	it('have hidden ids', async () => {
		expect(await ask(sandbox, 'GET /lids/count')).toEqual({ count: 10 });
		const [first] = await ask(sandbox, 'GET /lids', { query: { limit: '1' } });
		expect(first).toEqual({ lid: '112233445566@lid', pn: '201001234567@c.us' });
		const rest = await ask(sandbox, 'GET /lids', { query: { offset: '1' } });
		expect(rest).toHaveLength(9);
		expect(rest).toContainEqual({ lid: '998877665544@lid', pn: null });
	});
});

describe('the own profile', () => {
	const FILE = { mimetype: 'image/png', filename: 'me.png' };

	it('can be changed, name, about and picture', async () => {
		expect(await ask(sandbox, 'GET /profile', { instance: STOPPED })).toMatchObject({
			id: '15550100124@c.us',
		});
		await ask(sandbox, 'PUT /profile/nameRequest', { query: { name: 'Bakery' } });
		await ask(sandbox, 'PUT /profile/status', { query: { status: 'Baking' } });
		expect(await ask(sandbox, 'GET /profile')).toMatchObject({ name: 'Bakery' });
		expect(await ask(sandbox, 'GET /session/me')).toMatchObject({ pushName: 'Bakery' });
		const file = { ...FILE, url: `${sandbox.url}/sandbox/media/picture.png` };
		await ask(sandbox, 'PUT /profile/picture', { body: { file } });
		const { picture } = (await ask(sandbox, 'GET /profile')) as unknown as { picture: string };
		expect((await fetch(picture)).headers.get('content-type')).toBe('image/png');
		await ask(sandbox, 'DELETE /profile/picture');
		expect(await ask(sandbox, 'GET /profile')).toMatchObject({ picture: null });
	});

	it('cannot be changed while the session is stopped', async () => {
		const options = { query: { name: 'x' }, instance: STOPPED };
		expect(await refusal(sandbox, 'PUT /profile/nameRequest', options)).toBe(422);
	});
});
