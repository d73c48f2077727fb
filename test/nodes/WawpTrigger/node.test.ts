import type { INodeProperties } from 'n8n-workflow';

import { Wawp } from '../../../nodes/Wawp/Wawp.node';
import { EVENTS } from '../../../nodes/WawpTrigger/events';
import { FILTERS } from '../../../nodes/WawpTrigger/filterTable';
import { WawpTrigger } from '../../../nodes/WawpTrigger/WawpTrigger.node';
import { eventsPage } from '../../../scripts/docs-events';
import { SAMPLE_NAMES } from './samples';

const { description } = new WawpTrigger();
const parameter = (name: string) => description.properties.find((property) => property.name === name);
const values = (name: string) =>
	parameter(name)?.options?.map((option) => ('value' in option ? option.value : ''));

describe('the description', () => {
	it('offers all events and each of them, by name, with a description', () => {
		const byName = [...EVENTS, { name: 'Other', value: 'other' }].sort((a, b) =>
			a.name.localeCompare(b.name),
		);
		expect(values('events')).toEqual(['*', ...byName.map(({ value }) => value)]);
		const names = (parameter('events')?.options ?? []).map(({ name }) => name);
		expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b)));
		expect(new Set(names).size).toBe(names.length);
		for (const kind of EVENTS) expect(kind.description).toMatch(/^[A-Z].+[^.]$/);
	});

	it('says of each filter which events it touches, in the order of the alphabet', () => {
		const filters = (parameter('filters')?.options ?? []) as INodeProperties[];
		expect(filters.map(({ name }) => name)).toEqual(FILTERS.map(({ name }) => name));
		for (const { description } of filters)
			expect(description).toMatch(/\. Applies to .+; other events pass\.$/);
		const labels = filters.map(({ displayName }) => displayName);
		expect(labels).toEqual([...labels].sort((a, b) => a.localeCompare(b)));
		const touched = FILTERS.flatMap(({ touches }) => touches.events ?? []);
		const known = EVENTS.map(({ value }) => value);
		expect(touched.filter((event) => !known.includes(event))).toEqual([]);
	});

	it('is not of version 1, for which n8n evaluates an expression on each delivery', () => {
		expect([description.version].flat()).not.toContain(1);
	});

	it('has a webhook of its own for each node, answered at once with an empty body', () => {
		const [webhook] = description.webhooks ?? [];
		expect(webhook).toEqual({
			name: 'default',
			httpMethod: 'POST',
			path: 'webhook',
			responseMode: 'onReceived',
			responseData: '',
		});
	});

	it('does not ask for a credential, has its verification among the options, and warns of nothing', () => {
		expect(description.credentials).toMatchObject([{ name: 'wawpApi', required: false }]);
		const options = (parameter('options')?.options ?? []) as INodeProperties[];
		const verification = options.find(({ name }) => name === 'verification');
		const schemes = (verification?.options ?? []) as { value: string }[];
		expect(schemes.map(({ value }) => value)).toEqual(['auto', 'url', 'signature', 'plain', 'hmac']);
		// What was stored with version 2 is still shown there.
		expect(parameter('verification')?.displayOptions).toEqual({ show: { '@version': [2] } });
		const notices = description.properties.filter(({ type }) => type === 'notice');
		expect(notices.map(({ name }) => name)).toEqual(['setUpNotice']);
		expect(parameter('setUpNotice')?.displayName).toContain('wawp.net');
	});

	it('has the description of the node, which n8n shows for both', () => {
		expect(description.description).toBe(new Wawp().description.description);
	});
});

describe('docs/events.md', () => {
	it('has a sample for every event that can be pinned, and no token', () => {
		const samples = [...eventsPage().matchAll(/```json\n([^`]+)```/g)].map(
			([, json = '']) => JSON.parse(json) as unknown,
		);
		expect(samples).toHaveLength(SAMPLE_NAMES.length);
		for (const sample of samples)
			expect(sample).toEqual([expect.objectContaining({ payload: expect.anything() as unknown })]);
		expect(eventsPage()).not.toMatch(/access_token|sample-token/);
	});
});
