import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { holdsExpression } from '../shared/parameters';
import { nodeOf, placeOf } from '../shared/processed';
import type { Account } from './account';
import { readSieve } from './filters';
import type { Settings } from './judgement';
import { isOnce, type OnceOptions } from './once';
import type { Scheme } from './signature';

const MEGABYTE = 1024 * 1024;
const MINUTE_MS = 60_000;

/** How old a delivery may be: retries come late, and a replay of one that was here is a repeat. */
const OLDEST_MINUTES = { once: 60, otherwise: 5 };

/** What the parameters of a node ask of a delivery. */
export interface Wishes extends Omit<Settings, keyof Account> {
	/** Whether repeats are dropped. */
	isOnce: boolean;
}

interface Options extends OnceOptions {
	maximumAge?: unknown;
	maximumSize?: unknown;
	verification?: unknown;
}

/** So many nodes are remembered; those that were read first go first. */
const MOST_NODES = 100;

/** What nodes ask, beside their parameters as JSON. */
const READ = new Map<string, { parameters: string; wishes: Wishes }>();

/**
 * What a node asks of a delivery. Its parameters are read by n8n and checked once, until they change: that costs more than all
 * the rest of a delivery that is dropped. One with an expression is read anew each time.
 *
 * @throws Problem for a value that cannot be read
 */
export function wishesOf(context: IWebhookFunctions): Wishes {
	const entered = nodeOf(context).parameters;
	if (holdsExpression(entered)) return readWishes(context);
	const parameters = JSON.stringify(entered);
	const place = placeOf(context);
	const read = READ.get(place);
	if (read?.parameters === parameters) return read.wishes;
	const wishes = readWishes(context);
	READ.delete(place);
	READ.set(place, { parameters, wishes });
	const [first] = READ.keys();
	if (READ.size > MOST_NODES && first !== undefined) READ.delete(first);
	return wishes;
}

function readWishes(context: IWebhookFunctions): Wishes {
	const options = optionsOf(context);
	const oldest = isOnce(options) ? OLDEST_MINUTES.once : OLDEST_MINUTES.otherwise;
	return {
		sieve: readSieve(context),
		scheme: schemeOf(context),
		maxBytes: numberOr(1, options.maximumSize, 0.001) * MEGABYTE,
		maxAgeMs: numberOr(oldest, options.maximumAge, 0) * MINUTE_MS,
		isOnce: isOnce(options),
	};
}

/** How a delivery has to prove itself; nodes before version 3 have it beside the options. */
export function schemeOf(context: IWebhookFunctions | IHookFunctions): Scheme {
	const { verification = context.getNodeParameter('verification', 'auto') } = optionsOf(context);
	return verification as Scheme;
}

function optionsOf(context: IWebhookFunctions | IHookFunctions): Options {
	return context.getNodeParameter('options', {}) as Options;
}

/** A value that is no number, or below the least, must not switch a check off. */
function numberOr(standard: number, value: unknown, least: number): number {
	return typeof value === 'number' && value >= least ? value : standard;
}
