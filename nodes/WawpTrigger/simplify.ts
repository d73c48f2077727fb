import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { asObject, asText } from '../shared/json';
import { eventKindOf } from './events';

/** What stands around an event and is seldom of use: Wawp's envelope, and the message as the engine gave it. */
const AROUND = ['session', 'engine', 'me', 'metadata', 'payload'];

/** What of that an execution that simplifies its items does not need; `session` and `me` are needed to tell a repeat. */
const UNUSED = ['engine', 'metadata', 'payload'];

/** Events of which the payload is all there is. */
const RAW = 'engine.event';

/**
 * An item for an execution that simplifies it. n8n writes what a delivery gives into its database before it runs anything, and the
 * message as the engine gave it is most of that.
 */
export function lightened(item: object): object {
	const json = asObject(item);
	// Without an ID only the payload tells an event from others.
	return asText(json.eventId).trim() === '' ? json : without(UNUSED, json);
}

/** The items without what is around the events. */
export function simplified(items: INodeExecutionData[]): INodeExecutionData[] {
	return items.map((item) => ({ ...item, json: without(AROUND, item.json) }));
}

/** An event of whose payload nothing is read keeps it. */
function without(names: readonly string[], json: IDataObject): IDataObject {
	const { event } = json;
	const isRead = event !== RAW && eventKindOf(asText(event)) !== undefined;
	const kept: IDataObject = {};
	for (const name of Object.keys(json)) {
		if (!names.includes(name) || (name === 'payload' && !isRead)) kept[name] = json[name];
	}
	return kept;
}
