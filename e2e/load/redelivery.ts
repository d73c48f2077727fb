/** Events that are delivered again and again, with a restart of n8n in between: the workflow runs once for each. */
import { numbersOf } from '../numbers';
import { deliver } from '../suites/deliveries';
import type { Delivery } from '../suites/deliveries';
import { GOOD } from '../suites/workflow';
import { outcomeOf, settled } from './outcome';
import { listenOnce, openOwnN8n } from './own-n8n';
import { atMost, exactly } from './part';
import type { Part } from './part';
import { counting, sendAll } from './send';

const SCHEME = 'X-Webhook-Hmac';
const PATIENCE_MS = 600_000;

export const REDELIVERY: Part = {
	name: 'redelivery',
	title: 'The same events again and again',
	about: () => {
		const { events, redeliveries } = numbersOf('redelivery');
		return `${events} events and ${redeliveries} redeliveries of them, each time two at once, to one n8n that is ended and started again in the middle.`;
	},
	run: async (report) => {
		const { events, redeliveries } = numbersOf('redelivery');
		const own = await openOwnN8n('redelivery', report);
		const { id, url } = await listenOnce(own);
		const all = again(own.secrets.webhookSecret, events, redeliveries);
		const middle = Math.floor(all.length / 2);
		const say = counting(report, 'delivered', all.length);
		const before = await sendAll(all.slice(0, middle), [url], say);
		await settled(own.executions, id, PATIENCE_MS);
		report('restarting n8n');
		await own.restart();
		const after = await sendAll(all.slice(middle), [url], (count) => say(middle + count));
		await settled(own.executions, id, PATIENCE_MS);
		const { ran, runs, empty, lost } = await outcomeOf(own.executions, id, GOOD);
		await own.stop();
		const answered = [...before, ...after].filter((status) => status === 200).length;
		return [
			exactly('Runs of the node after the trigger', events, runs),
			exactly('Events among them', events, ran.size),
			atMost('Executions that carry nothing', events, empty),
			exactly('Executions that failed', 0, lost.length),
			exactly('Deliveries answered with 200', all.length, answered),
		];
	},
};

/** Every event in each round twice in a row, so that one comes while the other is still being answered. */
function again(secret: string, events: number, redeliveries: number): Delivery[] {
	const first = Array.from({ length: events }, () => deliver(SCHEME, secret));
	const all = events + redeliveries;
	const rounds = Math.ceil(all / events / 2);
	const pairs = first.flatMap((delivery) => [delivery, delivery]);
	return Array.from({ length: rounds }, () => pairs)
		.flat()
		.slice(0, all);
}
