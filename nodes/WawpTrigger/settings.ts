import type { IExecuteFunctions, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { nodeOf } from '../shared/processed';
import type { Account } from './account';
import { readSieve } from './filters';
import type { Settings } from './judgement';
import { capsOf, type Caps, type MediaOptions } from './media';
import { isOnce, rememberedEvents, type OnceOptions } from './once';
import type { Scheme } from './signature';
import { lightened } from './simplify';
import { untilChanged } from './untilChanged';

const MEGABYTE = 1024 * 1024;
const MINUTE_MS = 60_000;

/** How old a delivery may be: retries come late, and a replay of one that was here is a repeat. */
const OLDEST_MINUTES = { once: 60, otherwise: 5 };

/** What the parameters of a node ask of a delivery. */
interface Wishes extends Omit<Settings, keyof Account> {
	/** Whether repeats are dropped. */
	isOnce: boolean;
}

/** What the parameters of a node ask of an execution. */
interface Handling {
	/** How many events n8n's database remembers; with 0 it is not asked. */
	mostRemembered: number;
	/** Undefined where no media is downloaded. */
	media: Caps | undefined;
	/** Whether what is around the events is left out. */
	isSimplified: boolean;
}

interface Options extends OnceOptions, MediaOptions {
	maximumAge?: unknown;
	maximumSize?: unknown;
	verification?: unknown;
}

/**
 * What a node asks of a delivery.
 *
 * @throws Problem for a value that cannot be read
 */
export const wishesOf = untilChanged(readWishes);

function readWishes(context: IWebhookFunctions): Wishes {
	const options = optionsOf(context);
	const oldest = isOnce(options) ? OLDEST_MINUTES.once : OLDEST_MINUTES.otherwise;
	return {
		sieve: sieveOf(context),
		scheme: schemeOf(context),
		maxBytes: numberOr(1, options.maximumSize, 0.001) * MEGABYTE,
		maxAgeMs: numberOr(oldest, options.maximumAge, 0) * MINUTE_MS,
		isOnce: isOnce(options),
	};
}

/** The node's sieve; its items are lighter where the execution certainly simplifies them. */
function sieveOf(context: IWebhookFunctions): Settings['sieve'] {
	const sieve = readSieve(context);
	// An expression may say something else in the execution, where it knows the event.
	if (nodeOf(context).parameters.simplify !== true) return sieve;
	return (arrival) => {
		const sifted = sieve(arrival);
		return 'item' in sifted ? { item: lightened(sifted.item) } : sifted;
	};
}

/** What a node asks of an execution. */
export const handlingOf = untilChanged((context: IExecuteFunctions): Handling => {
	const options = context.getNodeParameter('options', 0, {}) as Options;
	return {
		mostRemembered: isOnce(options) ? rememberedEvents(options) : 0,
		media: capsOf(options),
		// Nodes before version 3 have no such switch.
		isSimplified: context.getNodeParameter('simplify', 0, false) === true,
	};
});

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
