import type { INodeExecutionData } from 'n8n-workflow';

import { asText } from '../shared/json';
import { eventKindOf } from './events';

/** What stands around an event and is seldom of use: Wawp's envelope, and the message as the engine gave it. */
const AROUND = ['session', 'engine', 'me', 'metadata', 'payload'];

/** Events of which the payload is all there is. */
const RAW = 'engine.event';

/** The items without what is around the events. */
export function simplified(items: INodeExecutionData[]): INodeExecutionData[] {
	return items.map((item) => ({ ...item, json: withoutSurroundings(item.json) }));
}

/** An event of whose payload nothing is read keeps it. */
function withoutSurroundings(json: INodeExecutionData['json']): INodeExecutionData['json'] {
	const { event } = json;
	const isRead = event !== RAW && eventKindOf(asText(event)) !== undefined;
	const keeps = (name: string) => !AROUND.includes(name) || (name === 'payload' && !isRead);
	return Object.fromEntries(Object.entries(json).filter(([name]) => keeps(name)));
}
