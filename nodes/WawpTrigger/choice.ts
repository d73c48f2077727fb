import { invalidInput } from '../shared/problem';
import { EVENTS, NEW_MESSAGE, STATUS_RECEIVED } from './events';
import { readNames } from './filterValues';

/** Chooses every event, also ones that Wawp may add later. */
export const ALL_EVENTS = '*';

/** Chooses events by their names, for those that the list does not have. */
export const OTHER_EVENTS = 'other';

/** The events that start the workflow. */
export interface Choice {
	/** By the name that Wawp sends: false where no such event can start it. */
	mayStart: (wireName: string) => boolean;
	/** By the name of the trigger, which tells a contact's status from a message. */
	isChosen: (name: string) => boolean;
}

/**
 * Reads the parameters Events and Names of Other Events.
 *
 * @throws Problem where no event is chosen, or where that cannot be read
 */
export function readChoice(events: unknown, otherEvents: unknown): Choice {
	const names = new Set(chosenNames(events, otherEvents));
	const wireNames = new Set(wireNamesOf([...names]));
	const all = names.has(ALL_EVENTS);
	return {
		mayStart: (wireName) => all || wireNames.has(wireName),
		isChosen: (name) => all || names.has(name),
	};
}

/**
 * The names that Wawp's webhook has to be set to for a choice of events, each once.
 *
 * @throws Problem like `readChoice`
 */
export function wireEvents(events: unknown, otherEvents: unknown): string[] {
	const names = chosenNames(events, otherEvents);
	return wireNamesOf(names.includes(ALL_EVENTS) ? EVENTS.map(({ value }) => value) : names);
}

function chosenNames(events: unknown, otherEvents: unknown): string[] {
	const names = readNames('Events', events);
	if (!names.includes(OTHER_EVENTS)) return names;
	const others = readNames('Names of Other Events', otherEvents);
	if (others.some((name) => /\s/.test(name))) {
		throw invalidInput('Names of Other Events', 'expected names with commas between them');
	}
	return [...names.filter((name) => name !== OTHER_EVENTS), ...others];
}

/** A contact's status comes as a message, of both events where both are chosen. */
function wireNamesOf(names: string[]): string[] {
	const asMessage = NEW_MESSAGE.filter((name) => names.includes(name));
	const forStatus = asMessage.length > 0 ? asMessage : ['message'];
	return [...new Set(names.flatMap((name) => (name === STATUS_RECEIVED ? forStatus : [name])))];
}
