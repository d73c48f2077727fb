import { normalize, readArrival } from '../../../nodes/WawpTrigger/normalize';

/** The output item of a parsed body, or undefined where it is no event. */
export function read(body: unknown) {
	const arrival = readArrival(body);
	return arrival && normalize(arrival);
}

/** The output item of a payload in a bare envelope. */
export const payloadOf = (payload: unknown, event = 'message') => read({ event, payload });
