import type { IExecuteFunctions } from 'n8n-workflow';

import { asText } from '../../shared/json';
import { startRun, type Run } from '../../shared/run';
import { CHECK_WEBHOOK } from '../operations/webhook';
import { SEND_AND_WAIT } from '../operations/sendAndWait';
import { wawp } from '../service';
import { startQuestion } from './ask';
import { clearEnded } from './listening';
import { changed } from './service';

/**
 * Prepares an execution of the Wawp node: as the tables say, but for the two operations that touch waiting questions.
 *
 * @throws n8n's own error when the node has no credential
 */
export async function startWawpRun(context: IExecuteFunctions): Promise<Run> {
	const operation = context.getNodeParameter('operation', 0);
	if (operation === SEND_AND_WAIT.value) return await startQuestion(context);
	if (operation === CHECK_WEBHOOK.value) return await startCheck(context);
	return await startRun(context, wawp);
}

/** Check Webhook shows the list without the webhooks of questions that nobody waits for any more. */
async function startCheck(context: IExecuteFunctions): Promise<Run> {
	const { instanceId } = await context.getCredentials(wawp.credentialType);
	const { prepare } = CHECK_WEBHOOK;
	const clearing: typeof prepare = async (values, calls) => {
		await clearEnded(context, asText(values.instanceId ?? instanceId).trim());
		return (await prepare?.(values, calls)) ?? values;
	};
	return await startRun(context, changed({ ...CHECK_WEBHOOK, prepare: clearing }));
}
