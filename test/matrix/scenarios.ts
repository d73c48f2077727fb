import type { INode } from 'n8n-workflow';

/** Under what circumstances a cell runs: where in the run it goes wrong, how often, and what n8n does about it. */
export interface Scenario {
	/** n8n's Retry On Fail with five tries. */
	retry: boolean;
	onError: NonNullable<INode['onError']>;
	/** The first item whose call is spoilt. */
	position: number;
	/** So many calls are spoilt; without it all from there on. */
	times?: number;
	/** The share of the calls that are spoilt. */
	rate?: number;
	/** Whether only the fields that matter come out. */
	simplify: boolean;
}

/** How many scenarios there are; a run of a higher number begins again. */
const SCENARIOS = 20;

/** The scenario of a run: six in a row meet every place, eighteen every place with every count. */
export function scenarioOf(number: number, retry: boolean): Scenario {
	const run = number % SCENARIOS;
	const times = [1, undefined, 2][Math.floor(run / 6) % 3];
	return {
		retry,
		onError: run % 2 === 0 ? 'continueRegularOutput' : 'stopWorkflow',
		position: run % 3,
		times,
		simplify: run % 4 < 2,
		...(run >= 18 && { rate: 0.5 }),
	};
}
