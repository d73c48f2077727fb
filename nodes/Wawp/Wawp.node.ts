import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { toErrorItem, toNodeError } from '../shared/errors';
import { subtitleOf, toProperties } from '../shared/properties';
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
		subtitle: subtitleOf(wawp),
		description: 'Post WhatsApp statuses, send and receive messages, and react to WhatsApp events',
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
