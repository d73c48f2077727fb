import type { IExecuteFunctions } from 'n8n-workflow';

import { readAccount } from './account';

/** What is said beside the output of a test where anybody could start the workflow. */
const OPEN =
	'Everybody who knows the webhook URL can start this workflow. Enter a Webhook Secret in the Wawp credential of this node, and the same one at Wawp.';

/**
 * Says beside the output of a test in the editor that nothing has to be proven, where the credential has no Webhook Secret. Not in
 * other executions: reading the account costs n8n as much as all the rest.
 */
export async function hintIfOpen(context: IExecuteFunctions): Promise<void> {
	if (context.getMode() !== 'manual') return;
	const account = await readAccount(context).catch(() => undefined);
	if (account?.secrets.length !== 0) return;
	context.addExecutionHints({ message: OPEN, type: 'warning', location: 'outputPane' });
}
