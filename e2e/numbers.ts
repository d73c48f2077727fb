/** How much the suites under load do: the issues' full numbers in `npm run soak`, a twentieth of them in `npm run e2e` and `npm test`. */

/** Says that the full numbers are meant; only soak/run.ts sets it, for its process and all that it starts. */
export const FULL_NUMBERS = 'SOAK_FULL_NUMBERS';

const SHARE = 20;

/** By the part that uses them. */
const FULL = {
	flood: {
		/** Deliveries that have to run the workflow. */
		good: 1000,
		/** Deliveries that must not, the oversized ones among them. */
		bad: 1000,
		oversized: 20,
		/** After so many deliveries the memory is looked at for the first time. */
		first: 200,
	},
	redelivery: { events: 500, redeliveries: 10_000 },
	queue: { events: 2000 },
	bursts: { bursts: 200 },
	missed: { messages: 500, chats: 40 },
	/** These two run in n8n's engine alone, in `npm test`. */
	matrix: { runs: 20 },
	registrations: { sequences: 200 },
};

type Numbers = typeof FULL;

/** The numbers of a part, in full or a twentieth of each. */
export function numbersOf<Name extends keyof Numbers>(part: Name): Numbers[Name] {
	const share = isFull() ? 1 : SHARE;
	const entries = Object.entries(FULL[part]).map(([name, full]) => [name, Math.ceil(full / share)]);
	return Object.fromEntries(entries) as Numbers[Name];
}

/** Whether the numbers are the full ones. */
export function isFull(): boolean {
	return (process.env[FULL_NUMBERS] ?? '') !== '';
}
