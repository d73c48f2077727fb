import type { INodeProperties } from 'n8n-workflow';

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
		for (const { description } of filters) expect(description).toMatch(/\. Touches .+; the rest passes\.$/);
		const labels = filters.map(({ displayName }) => displayName);
		expect(labels).toEqual([...labels].sort((a, b) => a.localeCompare(b)));
		const touched = FILTERS.flatMap(({ touches }) => touches.events ?? []);
		const known = EVENTS.map(({ value }) => value);
		expect(touched.filter((event) => !known.includes(event))).toEqual([]);
	});

	it('is not of version 1, for which n8n evaluates an expression on each delivery', () => {
		expect(description.version).toBe(2);
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

	it('does not ask for a credential, and warns where no proof may be asked for', () => {
		expect(description.credentials).toMatchObject([{ name: 'wawpApi', required: false }]);
		expect(values('verification')).toEqual(['auto', 'url', 'signature', 'plain', 'hmac']);
		expect(parameter('unprovenNotice')?.displayOptions).toEqual({ show: { verification: ['auto'] } });
		expect(parameter('setUpNotice')?.displayName).toContain('wawp.net');
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
