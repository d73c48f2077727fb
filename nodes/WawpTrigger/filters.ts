import { NodeOperationError, type IHookFunctions, type IWebhookFunctions } from 'n8n-workflow';

import { asObject } from '../shared/json';
import { invalidInput, Problem } from '../shared/problem';
import { readChoice } from './choice';
import { OWN_EVENTS } from './filterEvents';
import { FILTERS, type Filter, type Item } from './filterTable';
import { normalize, type Arrival } from './normalize';

/** The event as it goes out, or why it starts nothing; the reason holds no value of the delivery. */
export type Sifted = { item: Item } | { ignored: string };

/** The choice of events and all filters of a node, ready to be asked. */
export type Sieve = (arrival: Arrival) => Sifted;

/**
 * Reads the parameters that decide what starts the workflow.
 *
 * @throws Problem for a value that cannot be read, or that would let nothing through: nothing fails open, or in silence
 */
export function readSieve(context: IWebhookFunctions | IHookFunctions): Sieve {
	const events: unknown = context.getNodeParameter('events', null);
	const otherEvents: unknown = context.getNodeParameter('otherEvents', null);
	const choice = readChoice(events, otherEvents);
	const isOwn = readOwn(asObject(context.getNodeParameter('options', {})));
	const filters = readFilters(context.getNodeParameter('filters', {}));
	return (arrival) => {
		if (!choice.mayStart(arrival.envelope.event)) return { ignored: 'event not chosen' };
		const item = normalize(arrival);
		if (!choice.isChosen(item.event)) return { ignored: 'event not chosen' };
		if (isOwn(item)) return { ignored: 'own message' };
		const against = filters.find(({ passes }) => !passes(item));
		return against ? { ignored: `filter ${against.label}` } : { item };
	};
}

/**
 * Stops the activation of a node with a filter that could not be used.
 *
 * @throws NodeOperationError that names the filter and says what it accepts
 */
export function assertFilters(context: IHookFunctions): void {
	try {
		readSieve(context);
	} catch (error) {
		const description = error instanceof Problem ? error.details.hint : undefined;
		throw new NodeOperationError(context.getNode(), (error as Error).message, { description });
	}
}

interface SetFilter {
	label: string;
	passes: (item: Item) => boolean;
}

function readFilters(values: unknown): SetFilter[] {
	const given = asObject(values);
	return FILTERS.filter(({ name }) => name in given).map((filter) => setFilter(filter, given[filter.name]));
}

function setFilter({ label, touches, prepare }: Filter, value: unknown): SetFilter {
	const test = prepare(value, label);
	const { events } = touches;
	return { label, passes: (item) => (events !== undefined && !events.includes(item.event)) || test(item) };
}

/** Which own messages are ignored, by where they were sent; one that does not say it counts as both. */
const SOURCES: Record<string, readonly string[]> = { all: ['api', 'app'], api: ['api'], app: ['app'] };

/** Only messages and reactions can make a workflow start itself; acknowledgements of own messages are waited for. */
function readOwn({ ignoreOwnMessages = true, ignoreOwnFrom = 'all' }: Record<string, unknown>) {
	const sources = typeof ignoreOwnFrom === 'string' ? SOURCES[ignoreOwnFrom] : undefined;
	if (sources === undefined) throw invalidInput('Ignore Own Messages From', 'expected all, api or app');
	return ({ event, fromMe, source = '' }: Item): boolean => {
		const isTouched = OWN_EVENTS.events?.includes(event) === true && fromMe === true;
		const isMeant = !['api', 'app'].includes(source) || sources.includes(source);
		return ignoreOwnMessages !== false && isTouched && isMeant;
	};
}
