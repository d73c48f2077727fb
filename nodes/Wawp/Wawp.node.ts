import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { toErrorItem, toNodeError } from '../shared/errors';
import { toProperties } from '../shared/properties';
import { builderHint } from './builderHint';
import { wawpApiTest } from './credentialTest';
import { listSearch, loadOptions } from './lists';
import { wawp } from './service';
import { receiveAnswer } from './wait/receive';
import { startWawpRun } from './wait/run';
import { WAIT_WEBHOOKS, WAITING_TOOLTIP } from './wait/webhooks';

export class Wawp implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Wawp',
		name: 'wawp',
		icon: { light: 'file:wawp.svg', dark: 'file:wawp.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle:
			'={{ $parameter["operation"].replace(/[A-Z]/g, (letter) => " " + letter.toLowerCase()) + ": " + $parameter["resource"] }}',
		description: 'Post WhatsApp statuses, send messages and control sessions through Wawp',
		defaults: { name: 'Wawp' },
		usableAsTool: true,
		builderHint,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'wawpApi', required: true, testedBy: 'wawpApiTest' }],
		webhooks: WAIT_WEBHOOKS,
		waitingNodeTooltip: WAITING_TOOLTIP,
		properties: toProperties(wawp),
	};

	methods = { credentialTest: { wawpApiTest }, listSearch, loadOptions };
	webhook = receiveAnswer;

	/** Not declarative: n8n's routing sends all items at once, and its errors carry the URL, in which the token stands. */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const run = await startWawpRun(this);
		const results: INodeExecutionData[] = [];
		for (let index = 0; index < this.getInputData().length; index++) {
			try {
				results.push(...(await run.item(index)));
			} catch (error) {
				if (!this.continueOnFail()) throw toNodeError(this.getNode(), error, index, run.hidden);
				results.push(toErrorItem(error, index, run.hidden));
			}
		}
		return [results];
	}
}
