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
import { firstEver } from './once';
import { TRIGGER_PROPERTIES } from './properties';
import { assertVerifiable, receive } from './receive';

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
			'Wawp can start this workflow now, once the Production URL stands in the Webhook settings of your instance.',
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

	/**
	 * Wawp's v1 API has no call that registers a webhook: people paste the URL into Wawp's dashboard. So nothing
	 * ever exists on Wawp's side that n8n made, and there is nothing to delete. Saying "not there" on activation
	 * makes n8n call `create`, which checks the configuration.
	 */
	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await Promise.resolve(false);
			},
			async create(this: IHookFunctions): Promise<boolean> {
				await assertVerifiable(this);
				return true;
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await Promise.resolve(true);
			},
		},
	};

	/** n8n calls it with what `webhook` gave: what is left starts the rest of the workflow. */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [await firstEver(this)];
	}

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this);
	}
}
