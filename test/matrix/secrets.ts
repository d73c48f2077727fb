import { inspect } from 'node:util';

import { stringify } from 'flatted';
import { LoggerProxy } from 'n8n-workflow';

import type { MatrixService } from './kinds';

/**
 * Secrets of the kind that nobody expects: around a core of letters stand all the signs that URLs, JSON, PHP and HTML write
 * differently, so that the core is found in any of their forms.
 */
const hostile = (core: string) => `k/=+"'\\:$,&<~${core}~>&,$:\\'"+=/k`;

/** What is looked for; longer than any word that could stand there by chance. */
const CORES = {
	wawp: 'Zq7AccessTokenCore9x',
	webhook: 'Yp6WebhookSecretCore8w',
	wassenger: 'Xo5WassengerKeyCore7v',
	wuts: '4f08-8c61-0d9e3f5a7b12',
};

/** The secrets of all accounts; WUTS takes no other than a UUID. */
export const SECRETS: Record<MatrixService | 'webhook', string> = {
	wawp: hostile(CORES.wawp),
	webhook: hostile(CORES.webhook),
	wassenger: hostile(CORES.wassenger),
	wuts: `9b2d4c1e-7a35-${CORES.wuts}`,
};

/** The core as it stands in any longer text that was written in Base64, whatever stands before it, and in hex. */
function encoded(core: string): string[] {
	const inBase64 = [0, 1, 2].map((shift) => {
		const text = Buffer.from('x'.repeat(shift) + core).toString('base64');
		// The first and the last letters depend on what stands around.
		return text.slice(shift === 0 ? 0 : 4, -4);
	});
	const inHex = Buffer.from(core).toString('hex');
	return [...inBase64, ...inBase64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_')), inHex];
}

const NEEDLES = Object.values(CORES).flatMap((core) => [core, ...encoded(core)]);

const DEEPEST = 12;

/** All ways in which n8n, people and tools look at a value. */
const SERIALISATIONS: Record<string, (value: unknown) => string> = {
	JSON: (value) => JSON.stringify([value]),
	flatted: (value) => stringify([value]),
	inspect: (value) =>
		inspect(value, { depth: DEEPEST, showHidden: true, maxStringLength: null, maxArrayLength: 1000 }),
	stack: (value) =>
		chainOf(value)
			.map(({ stack }) => stack ?? '')
			.join('\n'),
	text: (value) => chainOf(value).map(String).join('\n'),
};

/** An error and its causes. */
function chainOf(value: unknown): Error[] {
	const chain: Error[] = [];
	for (let level = value; level instanceof Error && chain.length < DEEPEST; level = level.cause)
		chain.push(level);
	return chain;
}

/** The serialisations of a value in which a secret stands in whatever form. */
export function leaksOf(value: unknown): string[] {
	return Object.entries(SERIALISATIONS)
		.filter(([, serialised]) => holdsSecret(serialised(value)))
		.map(([name]) => name);
}

/** Whether a secret stands in a text, in whatever form. */
export function holdsSecret(text: string): boolean {
	return NEEDLES.some((needle) => text.includes(needle));
}

/** Listens to n8n's log; gives the lines in which a secret stood. */
export function listenToLog(): string[] {
	const leaks: string[] = [];
	const note = (...said: unknown[]) => {
		const line = inspect(said, { depth: DEEPEST });
		if (holdsSecret(line)) leaks.push(line);
	};
	LoggerProxy.init({ debug: note, info: note, warn: note, error: note });
	return leaks;
}
