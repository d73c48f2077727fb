import { jsonAnswer } from './answers';
import type { WireAnswer } from './answers';
import { sendWhole } from './delivery';
import { isAfterWork, KINDS } from './kinds';
import type { FailingCall, Kind } from './kinds';
import type { Fault, FaultEffect } from './types';

const FIRST_REFUSAL = 400;

/** Fails a call as planned. Gives the HTTP status it answered, 0 for none. */
export async function failCall(fault: Fault, call: FailingCall): Promise<number> {
	const kind: Kind<FaultEffect> = KINDS[fault.kind];
	const isAfter = isAfterWork(fault);
	const usual = await (isAfter ? workFirst(kind, fault, call) : faultFirst(kind, fault, call));
	const isRefused = isAfter && usual.status >= FIRST_REFUSAL;
	const answer = isRefused ? usual : (kind.answer?.(fault, call.bodyOf, usual) ?? usual);
	if (kind.deliver === undefined) return sendWhole(call.response, answer);
	return kind.deliver(call.response, answer, fault, call.clock);
}

/** The answer of a call whose work is done; one that the service itself refuses stays refused. */
async function workFirst(kind: Kind<FaultEffect>, fault: Fault, call: FailingCall): Promise<WireAnswer> {
	const usual = await call.work();
	const refusal = await kind.happen?.(fault, call);
	if (refusal === undefined || usual.status >= FIRST_REFUSAL) return usual;
	return jsonAnswer(refusal.status, refusal.body());
}

/** The answer of a call that goes on after the fault, or what one would look like whose work is not done. */
async function faultFirst(kind: Kind<FaultEffect>, fault: Fault, call: FailingCall): Promise<WireAnswer> {
	await kind.happen?.(fault, call);
	return kind.goesOn === true ? call.work() : call.example();
}
