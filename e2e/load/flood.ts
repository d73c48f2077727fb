/** Hostile deliveries mixed into good ones: only the good ones run the workflow, and n8n stays quick and small. */
import { numbersOf } from '../numbers';
import { proven } from '../suites/deliveries';
import type { Delivery } from '../suites/deliveries';
import { GOOD } from '../suites/workflow';
import { hostile, oversized } from './hostile';
import type { Hostile } from './hostile';
import { outcomeOf, settled } from './outcome';
import { listenOnce, openOwnN8n } from './own-n8n';
import type { Listening, OwnN8n } from './own-n8n';
import { atMost, exactly, told } from './part';
import type { Part, Report, Row } from './part';
import { counting, sendAll } from './send';

const HOLD_MS = 250;
const GROWTH_MB = 150;
const PATIENCE_MS = 600_000;
/** n8n reads much of itself when it runs its first workflow; that is no delivery's doing. */
const REHEARSAL = 5;

type Numbers = ReturnType<typeof numbersOf<'flood'>>;

/** A delivery, and the answers that are right for it. */
interface Expected {
	delivery: Delivery | Hostile;
	answers: readonly number[];
}

export const FLOOD: Part = {
	name: 'flood',
	title: 'Hostile deliveries among good ones',
	about: () => {
		const { good, bad, oversized: large } = numbersOf('flood');
		return `${bad} forged, malformed, adversarial, replayed and oversized deliveries (${large} of 2 MB) in turns with ${good} good ones, to one n8n; measured from inside.`;
	},
	run: async (report) => {
		const own = await openOwnN8n('flood', report);
		const listening = await listenOnce(own);
		const rehearsal = Array.from({ length: REHEARSAL }, (_, turn) => proven(own.secrets.webhookSecret, turn));
		await sendAll(rehearsal, [listening.url], () => undefined);
		await settled(own.executions, listening.id, PATIENCE_MS);
		const rows = await measure(own, listening, numbersOf('flood'), report);
		await own.stop();
		return rows;
	},
};

async function measure(
	{ secrets, executions, vitals }: OwnN8n,
	{ id, url }: Listening,
	numbers: Numbers,
	report: Report,
): Promise<Row[]> {
	const all = mixed(secrets.webhookSecret, numbers);
	const since = Date.now();
	const say = counting(report, 'delivered', all.length);
	let rssBefore = 0;
	const look = (count: number) => {
		if (count === numbers.first) rssBefore = vitals.rssMb();
		say(count);
	};
	const deliveries = all.map(({ delivery }) => delivery);
	const answers = await sendAll(deliveries, [url], look);
	await settled(executions, id, PATIENCE_MS);
	const growth = vitals.rssMb() - rssBefore;
	const { runs, lost } = await outcomeOf(executions, id, GOOD);
	return [
		exactly('Runs of the node after the trigger', numbers.good, runs - REHEARSAL),
		exactly('Executions that failed', 0, lost.length),
		...answerRows(all, answers),
		atMost('Longest hold of the event loop', HOLD_MS, vitals.longestHoldMs(since), 'ms'),
		atMost(`Growth of the memory (RSS) since the first ${numbers.first}`, GROWTH_MB, growth, 'MB'),
		told('Memory (RSS) then', rssBefore, 'MB'),
	];
}

/** Good and bad ones in turns; the oversized are spread over the bad ones. */
function mixed(secret: string, { good, bad, oversized: large }: Numbers): Expected[] {
	const goodOnes = Array.from({ length: good }, (_, turn) => proven(secret, turn));
	const every = Math.floor(bad / large);
	const badOnes = Array.from({ length: bad }, (_, turn) => {
		if (turn % every === every - 1) return oversized(secret, Math.floor(turn / every));
		return hostile(secret, turn, goodOnes[Math.floor(turn / 2)] as Delivery);
	});
	return Array.from({ length: Math.max(good, bad) }, (_, index): Expected[] => [
		...goodOnes.slice(index, index + 1).map((delivery) => ({ delivery, answers: [200] })),
		...badOnes.slice(index, index + 1).map((delivery) => ({ delivery, answers: delivery.answers })),
	]).flat();
}

/** The wrong answers, by kind; and those that no receiver should give. */
function answerRows(all: Expected[], statuses: number[]): Row[] {
	const wrong = all.flatMap(({ delivery, answers }, index) => {
		const status = statuses[index] ?? 0;
		return answers.includes(status) ? [] : [`${delivery.kind}: ${status}`];
	});
	const failed = statuses.filter((status) => status === 0 || status >= 500).length;
	const kinds = [...new Set(wrong)].join('; ');
	return [
		exactly('Answers with 5xx, or none', 0, failed),
		exactly(`Other answers than the right one${kinds === '' ? '' : ` (${kinds})`}`, 0, wrong.length),
	];
}
