/** The nodes that read and send, each set up to do the same. */
import type { WorkflowNode } from '../../e2e/n8n/workflows';
import type { Stage } from '../stage';
import { benchNode, node, ourNode } from '../workflow';

/** Where a contact is read, and where a text is sent to. */
export const READ_PATH = '/contacts';
const SEND_PATH = '/send';

const ID = '={{ $json.id }}';
const TEXT = 'Hello from the bench';
/** n8n's default for new HTTP Request nodes in the version that is pinned. */
const HTTP_REQUEST_VERSION = 4.5;

/** Reads a contact for each item. */
export function oursReads(stage: Stage, atATime: number): WorkflowNode {
	return ours(stage, {
		resource: 'contact',
		operation: 'get',
		contactId: { __rl: true, mode: 'id', value: ID },
		options: { atATime },
	});
}

/** Sends a text to each item's contact. */
export function oursSends(stage: Stage): WorkflowNode {
	return ours(stage, { resource: 'message', operation: 'sendText', chatId: to(ID), text: TEXT });
}

/** Sends each item's file to one contact. */
export function oursSendsFiles(stage: Stage): WorkflowNode {
	const file = { mediaSource: 'binary', binaryPropertyName: 'data' };
	return ours(stage, { resource: 'message', operation: 'sendDocument', chatId: to(ID), ...file });
}

/** The floor of reading. */
export function bareReads({ credentials }: Stage, atATime: number): WorkflowNode {
	const parameters = { method: 'GET', path: READ_PATH, atATime: String(atATime), id: ID };
	return benchNode('benchBare', parameters, { wawpApi: credentials.wawp });
}

/** The floor of sending in order. */
export function bareSends({ credentials }: Stage): WorkflowNode {
	const parameters = { method: 'POST', path: SEND_PATH, atATime: '1', id: ID, text: TEXT };
	return benchNode('benchBare', parameters, { wawpApi: credentials.wawp });
}

/** n8n's own node at its defaults: it starts the calls of all items at once. */
export function httpRequestReads({ credentials, sandbox }: Stage): WorkflowNode {
	const url = `${sandbox.baseUrl}${READ_PATH}?instance_id=${sandbox.account.instanceId}`;
	const authentication = { authentication: 'genericCredentialType', genericAuthType: 'httpQueryAuth' };
	const parameters = { url: `=${url}&contactId={{ $json.id }}`, ...authentication, options: {} };
	return node('n8n-nodes-base.httpRequest', HTTP_REQUEST_VERSION, parameters, {
		httpQueryAuth: credentials.query,
	});
}

function ours({ credentials }: Stage, parameters: Record<string, unknown>): WorkflowNode {
	return ourNode('Wawp', parameters, { wawpApi: credentials.wawp });
}

function to(value: string): object {
	return { __rl: true, mode: 'id', value };
}
