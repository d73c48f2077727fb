import { SEND_AND_WAIT_OPERATION } from 'n8n-workflow';

import { Wawp } from '../../../../nodes/Wawp/Wawp.node';

/** n8n 2.41: `hasSendAndWaitOperation` and `findSendAndWaitResource` in n8n/dist/tool-generation/hitl-tools.js. */
test('n8n makes a Human in the Loop tool of the node', () => {
	const { name, webhooks, properties } = new Wawp().description;
	const asking = properties.filter(
		({ name: property, options }) =>
			property === 'operation' &&
			options?.some((option) => 'value' in option && option.value === SEND_AND_WAIT_OPERATION),
	);
	expect(name).not.toMatch(/Tool$/);
	expect(webhooks).not.toHaveLength(0);
	expect(asking.map(({ displayOptions }) => displayOptions?.show?.resource)).toEqual([['message']]);
});

test('the tool finds the parameters that it fills in under their names', () => {
	const own = new Wawp().description.properties.filter(
		({ displayOptions }) =>
			displayOptions?.show?.operation?.includes(SEND_AND_WAIT_OPERATION) === true &&
			displayOptions.show.resource?.includes('message') === true,
	);
	const named = Object.fromEntries(own.map((property) => [property.name, property]));
	expect(named.message).toMatchObject({ type: 'string', required: true });
	expect(named.responseType?.options).toContainEqual(expect.objectContaining({ value: 'approval' }));
	expect(named.approvalOptions).toMatchObject({
		type: 'fixedCollection',
		options: [{ name: 'values', values: expect.arrayContaining([]) as unknown }],
	});
	const [values] = named.approvalOptions?.options as Array<{ values: Array<{ name: string }> }>;
	expect(values?.values.map(({ name }) => name)).toEqual(['approvalType', 'approveLabel', 'disapproveLabel']);
});

test('its webhooks take calls of waiting executions only', () => {
	const { webhooks = [] } = new Wawp().description;
	expect(
		webhooks.map(({ httpMethod, restartWebhook, isFullPath, path }) => [
			httpMethod,
			restartWebhook,
			isFullPath,
			path,
		]),
	).toEqual([
		['GET', true, true, '={{ $nodeId }}'],
		['POST', true, true, '={{ $nodeId }}'],
	]);
});
