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
import { hintIfOpen } from './openHint';
import { EVENT_NAMES } from './choiceProperties';
import { TRIGGER_PROPERTIES } from './properties';
import { handlingOf } from './settings';
import { simplified } from './simplify';
import { assertVerifiable, receive } from './receive';
import { isRegistered, register, unregister } from './registration';

/** What n8n writes under the node on the canvas, as an expression: the names of the events. */
const SUBTITLE = `={{ $parameter["events"].includes("*") ? "All Events" : $parameter["events"].length > 3 ? $parameter["events"].length + " events" : $parameter["events"].map((event) => (${JSON.stringify(EVENT_NAMES)})[event] || event).join(", ") }}`;

const WHILE_BUILDING =
	'<b>While you build</b>, click the button above. With Registration "Manual" put the Test URL into the webhook settings of your instance at Wawp before. Then let an event happen, for example by sending a WhatsApp message to your number: it shows up in this editor.';

/** Starts a workflow when Wawp's webhook reports an event of a WhatsApp instance. */
export class WawpTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Wawp Trigger',
		name: 'wawpTrigger',
		icon: { light: 'file:../Wawp/wawp.svg', dark: 'file:../Wawp/wawp.dark.svg' },
		group: ['trigger'],
		// Version 3 simplifies its output, and has its verification among the options. For version 1 n8n evaluates an expression of its own on each delivery, which costs more than all the rest.
		version: [2, 3],
		defaultVersion: 3,
		subtitle: SUBTITLE,
		// The node panel shows one entry for both nodes, with the description of this one.
		description: 'Post WhatsApp statuses, send and receive messages, and react to WhatsApp events',
		eventTriggerDescription: 'Waiting for a WhatsApp event, for example a message to your number',
		activationMessage:
			'WhatsApp events start this workflow now, once the Production URL stands in the webhook settings of your instance at Wawp. With Registration "Automatic" it stands there already.',
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
			header: 'Pull in WhatsApp events',
			executionsHelp: {
				inactive: `${WHILE_BUILDING}<br /><br /><b>When you are done</b>, put the Production URL there, and publish the workflow (in older versions of n8n: activate it). What it does then is in the <a data-key="executions">executions list</a>, not here.`,
				active: `${WHILE_BUILDING}<br /><br /><b>Events at the Production URL</b> start the workflow by themselves, since it is published. They show up in the <a data-key="executions">executions list</a>, not here.`,
			},
			activationHint: {
				active:
					'Events at the Production URL also start this workflow by themselves (you find them in the executions).',
				inactive:
					'Publish the workflow (in older versions of n8n: activate it) to have it also started by events at the Production URL.',
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
		await hintIfOpen(this);
		const { mostRemembered, media, isSimplified } = handlingOf(this);
		const items = await withMedia(this, await firstEver(this, mostRemembered), media);
		return [isSimplified ? simplified(items) : items];
	}
}
