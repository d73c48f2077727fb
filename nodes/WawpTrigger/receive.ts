import type { IHookFunctions, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { readAccount } from './account';
import { answer, isTest, judgeDelivery, refuse } from './delivery';
import type { Judgement } from './judgement';
import { isFirstHere } from './once';
import { schemeOf, wishesOf } from './settings';

/** Shorter secrets can be found by trying. */
const SHORTEST_SECRET = 8;

/**
 * Handles one delivery: reads the settings, judges it, answers. Whatever goes wrong on the way refuses the
 * delivery: an error thrown here would make n8n start an execution for it.
 */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	let judgement: Judgement;
	let isRepeat: boolean;
	try {
		const wishes = wishesOf(context);
		judgement = await judgeDelivery(context, (account) => ({ ...wishes, ...account }));
		// Somebody who tries the workflow in the editor sends the same event over and over.
		const isWatched = wishes.isOnce && !isTest(context);
		isRepeat = 'item' in judgement && isWatched && !(await isFirstHere(context, judgement.item));
	} catch {
		// The error may hold the credential's data, so it is not logged.
		return refuse(
			context,
			500,
			'the credential, the parameters of the node or the delivery could not be read',
		);
	}
	if ('reason' in judgement) return refuse(context, judgement.status, judgement.reason);
	if (isRepeat) return answer(context, 200, 'ignored: it came before');
	if ('item' in judgement) return { workflowData: [[{ json: judgement.item }]] };
	return answer(context, 200, `ignored: ${judgement.ignored}`);
}

/**
 * Stops the activation of a node that asks for a proof that it could never check, or that anybody could give.
 *
 * @throws NodeOperationError that says what to do
 */
export async function assertVerifiable(context: IHookFunctions): Promise<void> {
	const account = await readAccount(context);
	if (account.secrets.some((secret) => secret.length < SHORTEST_SECRET)) {
		throw new NodeOperationError(
			context.getNode(),
			`The Webhook Secret is too short: enter at least ${SHORTEST_SECRET} characters`,
			{
				description:
					'Enter a longer one as Webhook Secret, or as Previous Webhook Secret, in the Wawp credential, and the same in Wawp.',
			},
		);
	}
	if (schemeOf(context) === 'auto' || account.secrets.length > 0) return;
	throw new NodeOperationError(context.getNode(), 'Verification needs a Webhook Secret', {
		description:
			'Choose a Wawp credential and fill in its Webhook Secret, or set Verification back to "Automatic".',
	});
}
