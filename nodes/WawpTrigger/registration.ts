import {
	NodeOperationError,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type IHookFunctions,
} from 'n8n-workflow';

import { toHookError } from '../shared/errors';
import { asObject, asText } from '../shared/json';
import { hiddenOf } from '../shared/operation';
import { Problem } from '../shared/problem';
import type { Webhook } from '../Wawp/answers/webhooks';
import { wawp } from '../Wawp/service';
import { schemeOf } from './settings';
import { webhookApi, type WebhookApi } from './registrationApi';
import { isSameUrl, put, standsProven, takeOut, type Wanted } from './registrationList';
import { wireEvents } from './choice';
import { assertReachable, isSameWebhook, targetUrl } from './registrationTarget';
import { takeOutEnded } from './registrationWaits';
import { inTurn } from '../shared/turns';

/** What is remembered of a registration, to take it out also when address or instance are others by then. */
interface Registered extends IDataObject {
	/** Without its query, which may hold the secret. */
	url: string;
	instanceId: string;
}

/** The node's registration: what shall stand where, and what was remembered. */
interface Registration {
	instanceId: string;
	/** n8n's address for this node, in production or for a test, as n8n asks. */
	url: string;
	wanted: Wanted;
	before: Registered | undefined;
	api: (instanceId: string) => WebhookApi;
}

/** n8n starts: it repeats an activation that failed by itself. */
const REPEATED = ['init', 'leadershipChange'];

/**
 * The test URLs that somebody listens at. Where a test webhook cannot be taken out, n8n (2.41, `test-webhooks`) keeps an
 * entry that holds half of n8n, and copies it when somebody tests next: it stands still for many seconds, and that test
 * fails. So such a failure goes to the log.
 */
const TESTED = new Set<string>();

/**
 * Whether Wawp has the webhook as it should be: URL, events, secret, and no old one beside it. With Registration "Manual"
 * always no, and nobody is asked.
 *
 * @throws n8n's error, without secrets, where Wawp cannot be asked
 */
export async function isRegistered(context: IHookFunctions): Promise<boolean> {
	if (!isAutomatic(context)) return false;
	if (context.getActivationMode() === 'manual') TESTED.add(webhookUrlOf(context));
	return await carryOut(context, 'Wawp could not be asked for its webhooks', async (registration) => {
		const { instanceId, url, wanted, before, api } = registration;
		if (before !== undefined && (before.instanceId !== instanceId || !isSameWebhook(url, before.url)))
			return false;
		const target = api(instanceId);
		assertReachable(url, target.baseUrl);
		const listed = await inTurn(target.key, async () => await listWithoutEnded(context, target, url));
		const old = listed.some(
			(webhook) => !isSameUrl(webhook.url, wanted.url) && isSameWebhook(webhook.url, url),
		);
		const isThere = standsProven(listed, wanted) && !old;
		if (isThere) remember(context, registration);
		return isThere;
	});
}

/**
 * Adds the node's webhook at Wawp, and takes out the one that it left under another address or at another instance. With
 * Registration "Manual" it only takes out what it once added.
 *
 * @throws n8n's error, without secrets; n8n then takes back what was done, and tries again later
 */
export async function register(context: IHookFunctions): Promise<void> {
	if (!isAutomatic(context)) {
		// What it added when it was not "Manual" is no reason to keep the workflow from starting.
		await orLog(context, leave);
		return;
	}
	await carryOut(context, 'The webhook could not be registered at Wawp', async (registration) => {
		const { instanceId, url, wanted, before, api } = registration;
		const target = api(instanceId);
		assertReachable(url, target.baseUrl);
		const isOld = (listed: string) =>
			!isSameUrl(listed, wanted.url) && (isSameWebhook(listed, url) || isSameWebhook(listed, before?.url));
		await inTurn(target.key, async () => {
			const listed = await put(target, wanted);
			if (listed.some((webhook) => isOld(webhook.url))) await takeOut(target, isOld);
		});
		await leaveOld(context, registration);
		remember(context, registration);
	});
}

/**
 * Takes the node's webhook out at Wawp, and nothing else. With Registration "Manual" only what it once added.
 *
 * @throws n8n's error, without secrets; what is remembered stays then, and the next activation or deactivation takes it
 * out. After a test it is logged only
 */
export async function unregister(context: IHookFunctions): Promise<void> {
	if (TESTED.delete(webhookUrlOf(context))) await orLog(context, leave);
	else await leave(context);
}

async function leave(context: IHookFunctions): Promise<void> {
	const before = remembered(context);
	if (!isAutomatic(context) && before === undefined) return;
	await carryOut(context, 'The webhook could not be taken out at Wawp', async (registration) => {
		const { instanceId } = registration;
		await leaveOld(context, registration);
		await takeOwnOut(registration, instanceId);
		delete context.getWorkflowStaticData('node').registration;
	});
}

/** The list of webhooks, once those of questions are out that nobody waits for any more; that is no reason to fail. */
async function listWithoutEnded(context: IHookFunctions, api: WebhookApi, url: string): Promise<Webhook[]> {
	const listed = await api.list();
	await takeOutEnded(context, api, listed, url).catch((error: unknown) => {
		context.logger.warn(`Wawp Trigger: ${(error as Error).message}`);
	});
	return listed;
}

async function orLog(
	context: IHookFunctions,
	work: (context: IHookFunctions) => Promise<void>,
): Promise<void> {
	try {
		await work(context);
	} catch (error) {
		context.logger.error(`Wawp Trigger: ${(error as Error).message}`);
	}
}

async function takeOwnOut({ url, before, api }: Registration, instanceId: string): Promise<void> {
	const target = api(instanceId);
	const isOwn = (listed: string) => isSameWebhook(listed, url) || isSameWebhook(listed, before?.url);
	await inTurn(target.key, async () => await takeOut(target, isOwn));
}

/** Takes the webhook out of the instance that it was registered for before; one that is gone has none. */
async function leaveOld(context: IHookFunctions, registration: Registration): Promise<void> {
	const { before, instanceId } = registration;
	if (before === undefined || before.instanceId === instanceId) return;
	await takeOwnOut(registration, before.instanceId).catch(unlessGone(context));
}

function unlessGone({ logger }: IHookFunctions): (error: Error) => Promise<void> {
	return async (error) => {
		const isGone = error instanceof Problem && error.details.code === 'invalid_instance';
		if (!isGone) await Promise.reject(error);
		logger.warn(
			'Wawp Trigger: the instance that the webhook was registered for is no longer in this account',
		);
	};
}

function webhookUrlOf(context: IHookFunctions): string {
	return context.getNodeWebhookUrl('default') ?? '';
}

function isAutomatic(context: IHookFunctions): boolean {
	return context.getNodeParameter('registration', 'manual') === 'automatic';
}

/** Does the work with what the node and its credential say; whatever goes wrong becomes an error that n8n may show and log. */
async function carryOut<T>(
	context: IHookFunctions,
	failed: string,
	work: (registration: Registration) => Promise<T>,
): Promise<T> {
	const node = context.getNode();
	if (node.credentials?.wawpApi === undefined) {
		throw new NodeOperationError(node, 'Registration "Automatic" needs a Wawp credential', {
			description: 'Choose one in the Wawp Trigger, or set Registration to "Manual".',
		});
	}
	const credential = await context.getCredentials(wawp.credentialType);
	try {
		return await work(readRegistration(context, credential));
	} catch (error) {
		const again = REPEATED.includes(context.getActivationMode()) && mayPass(error);
		const step = again ? `${failed}; n8n tries again by itself` : failed;
		throw toHookError(node, error, step, hiddenOf(wawp, credential));
	}
}

/** Whether a failure may be over at another time. */
function mayPass(error: unknown): boolean {
	return (
		error instanceof Problem && error.details.outcome !== 'refused' && error.details.code !== 'invalid_input'
	);
}

function readRegistration(context: IHookFunctions, credential: ICredentialDataDecryptedObject): Registration {
	wawp.requireAccount?.(credential, {});
	const secret = asText(credential.webhookSecret).trim();
	const url = webhookUrlOf(context);
	const inUrl = schemeOf(context) === 'url' ? secret : '';
	const events = wireEvents(
		context.getNodeParameter('events', []),
		context.getNodeParameter('otherEvents', ''),
	);
	const instanceId = asText(credential.instanceId).trim();
	return {
		instanceId,
		url,
		wanted: { url: targetUrl(url, inUrl), events, secret },
		before: remembered(context),
		api: (instance) => webhookApi(context, credential, instance),
	};
}

function remembered(context: IHookFunctions): Registered | undefined {
	const { url, instanceId } = asObject(context.getWorkflowStaticData('node').registration);
	return typeof url === 'string' && typeof instanceId === 'string' ? { url, instanceId } : undefined;
}

function remember(context: IHookFunctions, { url, instanceId }: Registration): void {
	context.getWorkflowStaticData('node').registration = { url, instanceId };
}
