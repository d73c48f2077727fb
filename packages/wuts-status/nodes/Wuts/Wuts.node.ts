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
import { wutsApiTest } from './credentialTest';
import { wuts } from './service';

export class Wuts implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'WUTS Status',
		name: 'wuts',
		icon: { light: 'file:wuts.svg', dark: 'file:wuts.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: subtitleOf(wuts),
		description: 'Post WhatsApp statuses through WUTS',
		defaults: { name: 'WUTS Status' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'wutsApi', required: true, testedBy: 'wutsApiTest' }],
		properties: toProperties(wuts),
	};

	methods = { credentialTest: { wutsApiTest } };

	/** Programmatic for the same reasons as the Wawp node: order, and errors without the request. */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const run = await startRun(this, wuts);
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
