import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type IHookFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { wawpApiTest } from '../Wawp/credentialTest';
import { builderHint } from './builderHint';
import { assertFilters } from './filters';
import { withMedia } from './media';
import { firstEver } from './once';
import { TRIGGER_PROPERTIES } from './properties';
import { assertVerifiable, receive } from './receive';
import { isRegistered, register, unregister } from './registration';

/** Starts a workflow when Wawp's webhook reports an event of a WhatsApp instance. */
export class WawpTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Wawp Trigger',
		name: 'wawpTrigger',
		icon: { light: 'file:../Wawp/wawp.svg', dark: 'file:../Wawp/wawp.dark.svg' },
		group: ['trigger'],
		// For version 1 n8n evaluates an expression of its own on each delivery, which costs more than all the rest.
		version: 2,
		subtitle:
			'={{ $parameter["events"].includes("*") ? "All events" : $parameter["events"].length > 3 ? $parameter["events"].length + " events" : $parameter["events"].join(", ") }}',
		description: 'Starts the workflow when Wawp reports a WhatsApp event',
		eventTriggerDescription: 'Waiting for an event from Wawp',
		activationMessage:
			'Wawp can start this workflow now, once the Production URL stands in the Webhook settings of your instance; with Registration "Automatic" it does.',
		builderHint,
		defaults: { name: 'Wawp Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'wawpApi', required: false, testedBy: 'wawpApiTest' }],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				path: 'webhook',
				responseMode: 'onReceived',
				// Without this n8n answers with the words "firstEntryJson".
				responseData: '',
			},
		],
		triggerPanel: {
			header: 'Pull in events from Wawp',
			executionsHelp: {
				inactive:
					'<b>While you build</b>, put the test URL into the Webhook settings of your instance at Wawp, click "listen" here and let an event happen, for example by sending a WhatsApp message. <b>When you are done</b>, put the production URL there and activate the workflow; what it does then is in the list of executions.',
				active:
					'<b>While you build</b>, put the test URL into the Webhook settings of your instance at Wawp, click "listen" here and let an event happen. <b>Events at the production URL</b> start the workflow by themselves; you find them in the list of executions, not here.',
			},
			activationHint: {
				active: 'Events at the production URL start this workflow by themselves.',
				inactive: 'Activate the workflow, and events at the production URL will start it by themselves.',
			},
		},
		properties: TRIGGER_PROPERTIES,
	};

	methods = { credentialTest: { wawpApiTest } };

	/** n8n asks `checkExists` before every activation, and calls `create` where that says no. */
	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				assertFilters(this);
				await assertVerifiable(this);
				return await isRegistered(this);
			},
			async create(this: IHookFunctions): Promise<boolean> {
				await register(this);
				return true;
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				await unregister(this);
				return true;
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this);
	}

	/** n8n calls it at the head of the execution, with the items of `webhook`, which answered the delivery already. */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [await withMedia(this, await firstEver(this))];
	}
}
