import { itemsOf } from '../n8n/executions';
import { line, node } from './workflow';
import { openScene } from './world';
import type { Scene } from './world';

/** People, groups and channels that every sandbox phone knows. */
const MONA = by('+20 100 123 4567');
const GROUP = by('120363023456789012@g.us');
const CHANNEL = by('123123123123@newsletter');

/** One call after the other on one phone, across all resources; a value from an earlier one by its node's name. */
const CALLS: Array<[resource: string, operation: string, parameters: object]> = [
	['message', 'sendText', { chatId: MONA, text: 'Hello & welcome 👋' }],
	[
		'message',
		'sendPoll',
		{ chatId: MONA, pollName: 'When?', specify: 'json', pollOptionsJson: '["Mon", "Tue"]' },
	],
	['message', 'sendLocation', { chatId: GROUP, latitude: 30.0444, longitude: 31.2357 }],
	['message', 'sendContactCard', { chatId: MONA, ...contactCard('Nathan Doe', '+44 7441 429009') }],
	['message', 'startTyping', { chatId: MONA }],
	['message', 'stopTyping', { chatId: MONA }],
	['message', 'react', { chatId: MONA, messageId: idOf('message sendText'), reaction: '👍' }],
	['message', 'star', { chatId: MONA, messageId: idOf('message sendText'), star: true }],
	['message', 'edit', { chatId: MONA, messageId: idOf('message sendText'), text: 'Hello again' }],
	['message', 'getDeliveryState', { chatId: MONA, messageId: idOf('message sendText') }],
	['message', 'pin', { chatId: MONA, messageId: idOf('message sendText'), duration: 86400 }],
	['message', 'getAll', { chatId: MONA, returnAll: false, limit: 3 }],
	['chat', 'getAll', { returnAll: true }],
	['chat', 'getOverview', { returnAll: false, limit: 2 }],
	['chat', 'getOverviewByIds', { chatIds: '+20 100 123 4567', returnAll: true }],
	['chat', 'markAsRead', { chatId: MONA }],
	['chat', 'archive', { chatId: MONA }],
	['chat', 'unarchive', { chatId: MONA }],
	['contact', 'getAll', { returnAll: true, options: { sortBy: 'name', sortOrder: 'DESC' } }],
	['contact', 'get', { contactId: MONA }],
	['contact', 'checkNumber', { phone: '+44 7700 900999' }],
	['contact', 'block', { contactId: MONA }],
	['contact', 'unblock', { contactId: MONA }],
	['contact', 'upsert', { contactId: MONA, firstName: 'Mona', lastName: 'F.' }],
	['contact', 'getLids', { returnAll: true }],
	['group', 'getAll', { returnAll: true }],
	['group', 'create', { name: 'Trip', participants: '+44 7700 900101, +44 7700 900102' }],
	['group', 'setSubject', { groupId: GROUP, subject: 'Regulars & friends' }],
	['group', 'getInviteCode', { groupId: GROUP }],
	['group', 'getParticipants', { groupId: GROUP, returnAll: true }],
	['group', 'setMessagesAdminOnly', { groupId: GROUP, adminsOnly: false }],
	['channel', 'getAll', { returnAll: true }],
	['channel', 'get', { channelId: CHANNEL }],
	['channel', 'searchByText', { text: 'news', returnAll: false, limit: 5 }],
	['channel', 'getSearchCountries', { returnAll: true }],
	['label', 'getAll', { returnAll: true }],
	['label', 'create', { name: 'VIP', colorHex: '#ff9485' }],
	['label', 'setForChat', { chatId: MONA, labelIds: ['1', '7'] }],
	['label', 'getForChat', { chatId: MONA, returnAll: true }],
	['presence', 'set', { presence: 'online' }],
	['presence', 'get', { chatId: MONA }],
	['profile', 'setName', { name: 'Corner Shop 2' }],
	['profile', 'get', {}],
];

function by(value: string) {
	return { __rl: true, mode: 'id', value };
}

function contactCard(fullName: string, phoneNumber: string) {
	return { specify: 'fields', contactCards: { contact: [{ fullName, phoneNumber }] } };
}

function idOf(name: string): string {
	return `={{ $('${name}').first().json.messageId }}`;
}

let scene: Scene;
beforeAll(async () => {
	scene = await openScene('Operations suite');
});

it(`runs ${CALLS.length} operations of all resources, one after the other`, async () => {
	const nodes = CALLS.map(([resource, operation, parameters]) => ({
		...node(`${resource} ${operation}`, 'n8n-nodes-wawp.wawp', { resource, operation, ...parameters }),
		executeOnce: true,
	}));
	const execution = await scene.run(line(...nodes));
	const silent = nodes.filter(({ name }) => itemsOf(execution, name).length === 0).map(({ name }) => name);
	expect(silent).toEqual([]);
	expect(execution.status).toBe('success');

	const first = (name: string) => itemsOf(execution, name)[0]?.json;
	expect(first('message edit')).toBeDefined();
	expect(first('message getAll')).toMatchObject({ chatId: '201001234567@c.us' });
	expect(itemsOf(execution, 'message getAll')).toHaveLength(3);
	expect(first('contact checkNumber')).toMatchObject({ exists: false, phone: '447700900999' });
	expect(first('label getForChat')).toMatchObject({ labelId: '1' });
	expect(first('profile get')).toMatchObject({ name: 'Corner Shop 2' });
});
