import type { Field, SentField } from '../../../nodes/shared/field';
import type { Operation } from '../../../nodes/shared/operation';
import { accountOf, buildRequest, validate } from '../../../nodes/shared/request';
import { fieldsOf } from '../../../nodes/shared/options';
import { wawp } from '../../../nodes/Wawp/service';

function operation(resource: string, value: string): Operation {
	const found = wawp.resources
		.find((candidate) => candidate.value === resource)
		?.operations.find((candidate) => candidate.value === value);
	if (!found) throw new Error(`no ${resource} → ${value}`);
	return found;
}

const postText = operation('status', 'postText');
const fields = Object.values(fieldsOf(postText, wawp)).flat() as Field[];
const account = accountOf(postText, wawp, { instanceId: 'A1' });

test('short texts go in the query, as documented', () => {
	expect(
		buildRequest(
			postText,
			fields,
			{ text: 'مرحبا', font: 2, linkPreview: false, instanceId: 'A1' },
			{ account },
		),
	).toEqual({
		method: 'POST',
		path: '/status/text',
		query: { instance_id: 'A1', text: 'مرحبا', font: '2', linkPreview: 'false' },
	});
});

test('what would make the query too long goes in a JSON body, with its own types', () => {
	const text = 'م'.repeat(400);
	const audience = ['447441429009@c.us', '99@lid'];
	expect(
		buildRequest(
			postText,
			fields,
			{ text, font: 2, linkPreview: false, audience, instanceId: 'A1' },
			{ account },
		),
	).toEqual({
		method: 'POST',
		path: '/status/text',
		query: { instance_id: 'A1' },
		body: { text, font: 2, linkPreview: false, contacts: audience },
	});
});

test('content of a file goes in a JSON body', () => {
	const postImage = operation('status', 'postImage');
	const file = { data: 'aGk=', filename: 'a.png', mimetype: 'image/png' };
	expect(buildRequest(postImage, postImage.fields, { caption: 'Hi' }, { file })).toEqual({
		method: 'POST',
		path: '/status/image',
		query: {},
		body: { caption: 'Hi', file },
	});
});

test('path values are encoded', () => {
	const [property] = postText.fields as SentField[];
	if (!property) throw new Error('no field');
	const request = buildRequest(
		{ ...postText, route: 'GET /chats/{chatId}/messages' },
		[{ ...property, in: 'path', as: 'chatId' }],
		{ text: 'a/b?c#d@g.us' },
	);
	expect(request.path).toBe('/chats/a%2Fb%3Fc%23d%40g.us/messages');
});

test.each(['', '.', '..'])('a path value that climbs is no ID: %j', (text) => {
	const [property] = postText.fields as SentField[];
	if (!property) throw new Error('no field');
	const inPath: SentField[] = [{ ...property, in: 'path', as: 'chatId' }];
	expect(() => buildRequest({ ...postText, route: 'DELETE /chats/{chatId}' }, inPath, { text })).toThrow(
		'"Text": expected an ID',
	);
});

test('Create Session asks to go without an instance', () => {
	const create = operation('session', 'create');
	const account = accountOf(create, wawp, {});
	expect(buildRequest(create, create.fields, { name: 'Shop' }, { account }).query).toEqual({
		name: 'Shop',
		instance_id: null,
	});
});

test('a value that cannot be turned into text is refused in words', () => {
	expect(() => validate(fields, { timeout: { toString: '' } })).toThrow(
		'"Timeout (Seconds)": expected a number of seconds',
	);
});
