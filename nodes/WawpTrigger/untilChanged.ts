import type { IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';

import { holdsExpression } from '../shared/parameters';
import { nodeOf, placeOf } from '../shared/processed';

/** So many nodes are remembered; those that were read first go first. */
const MOST_NODES = 100;

/**
 * A function that reads a node's parameters through n8n once, until they change: each reading costs n8n about as much as the trigger
 * needs for a whole delivery. Parameters with an expression are read anew each time.
 *
 * @param read what is made of the parameters; nothing is remembered where it throws
 */
export function untilChanged<Context extends IWebhookFunctions | IExecuteFunctions, Wishes>(
	read: (context: Context) => Wishes,
): (context: Context) => Wishes {
	const known = new Map<string, { parameters: string; wishes: Wishes }>();
	return (context) => {
		const entered = nodeOf(context).parameters;
		const parameters = JSON.stringify(entered);
		const place = placeOf(context);
		const earlier = known.get(place);
		if (earlier?.parameters === parameters) return earlier.wishes;
		const wishes = read(context);
		if (holdsExpression(entered)) return wishes;
		known.delete(place);
		known.set(place, { parameters, wishes });
		const [first] = known.keys();
		if (known.size > MOST_NODES && first !== undefined) known.delete(first);
		return wishes;
	};
}
