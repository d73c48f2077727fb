// @ts-check
/**
 * What n8n wants to know of a node of the bench. Version 2 throughout: for triggers of version 1 n8n does more work.
 *
 * @param {string} name
 * @param {Partial<import('n8n-workflow').INodeTypeDescription>} own what differs from a node that takes and gives items
 * @returns {import('n8n-workflow').INodeTypeDescription}
 */
function describe(name, own = {}) {
	return {
		displayName: name,
		name,
		group: ['transform'],
		version: 2,
		description: 'Part of the bench',
		defaults: { name },
		inputs: ['main'],
		outputs: ['main'],
		properties: [],
		...own,
	};
}

/**
 * Parameters of a node, all of them texts.
 *
 * @param {string[]} names
 * @returns {import('n8n-workflow').INodeProperties[]}
 */
function texts(...names) {
	return names.map((name) => ({ displayName: name, name, type: 'string', default: '' }));
}

/**
 * What makes a node a trigger with a webhook, which n8n answers before the workflow has run.
 *
 * @type {Partial<import('n8n-workflow').INodeTypeDescription>}
 */
const WEBHOOK = {
	group: ['trigger'],
	inputs: [],
	// One of the bare triggers has it; n8n looks at no credential that a node does not declare.
	credentials: [{ name: 'wawpApi', required: false }],
	webhooks: [
		{ name: 'default', httpMethod: 'POST', path: 'webhook', responseMode: 'onReceived', responseData: '' },
	],
};

module.exports = { describe, texts, WEBHOOK };
