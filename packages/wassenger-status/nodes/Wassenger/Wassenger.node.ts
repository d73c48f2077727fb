import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { toErrorItem, toNodeError } from '../../../../nodes/shared/errors';
import { subtitleOf, toProperties } from '../../../../nodes/shared/properties';
import { startRun } from '../../../../nodes/shared/run';
import { wassengerApiTest } from './credentialTest';
import { searchDevices } from './search';
import { wassenger } from './service';

export class Wassenger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Wassenger Status',
		name: 'wassenger',
		icon: { light: 'file:wassenger.svg', dark: 'file:wassenger.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: subtitleOf(wassenger),
		description: 'Post WhatsApp statuses through Wassenger',
		defaults: { name: 'Wassenger Status' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'wassengerApi', required: true, testedBy: 'wassengerApiTest' }],
		properties: toProperties(wassenger),
	};

	methods = { credentialTest: { wassengerApiTest }, listSearch: { searchDevices } };

	/** Programmatic for the same reasons as the Wawp node: order, and errors without the request. */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const run = await startRun(this, wassenger);
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
