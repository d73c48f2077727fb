import type { Response } from 'express';
import type { SandboxClock } from '../../ground/clock';
import type { AnswerError } from '../errors';
import {
	errorIn2xxAnswer,
	noEvidenceAnswer,
	pageAnswer,
	queuedAnswer,
	redirectAnswer,
	restrictedAnswer,
	statusAnswer,
	tooManyAnswer,
	wrongJsonAnswer,
} from './answers';
import type { ErrorBody, WireAnswer } from './answers';
import { dropConnection, sendDripping, sendHalf } from './delivery';
import type { DroppedState, EffectOf, FaultEffect, FaultKind } from './types';

/** A call that shall fail. */
export interface FailingCall {
	response: Response;
	clock: SandboxClock;
	/** Does the work of the call; gives the ordinary answer. */
	work: () => Promise<WireAnswer>;
	/** What an ordinary answer looks like; nothing is done. */
	example: () => Promise<WireAnswer>;
	bodyOf: ErrorBody;
	/** Loses the connection of the number the call is for; gives the refusal, or undefined where nothing was connected. */
	drop: (to: DroppedState) => AnswerError | undefined;
}

/** What a kind of fault does. */
export interface Kind<Effect> {
	/** Is the work of the call done first, unless the fault says otherwise? */
	after: boolean;
	/** When it comes before the work, the call goes on all the same. */
	goesOn?: true;
	/** What happens beside the answer; after the work, an error takes the place of the answer. */
	happen?(effect: Effect, call: FailingCall): AnswerError | undefined | Promise<AnswerError | undefined>;
	/** What is answered instead; `usual` is the ordinary answer. */
	answer?(effect: Effect, bodyOf: ErrorBody, usual: WireAnswer): WireAnswer;
	/** How the answer goes over the wire, when not as a whole. Gives the status that was answered, 0 for none. */
	deliver?(response: Response, answer: WireAnswer, effect: Effect, clock: SandboxClock): number;
}

/** All kinds of faults. */
export const KINDS: { [Name in FaultKind]: Kind<EffectOf<Name>> } = {
	latency: { after: false, goesOn: true, happen: ({ ms }, { clock }) => pause(clock, ms) },
	status: { after: false, answer: statusAnswer },
	redirect: { after: false, answer: redirectAnswer },
	reset: { after: false, deliver: dropConnection },
	resetAfter: { after: true, deliver: dropConnection },
	hang: { after: false, deliver: () => 0 },
	half: { after: true, deliver: sendHalf },
	drip: { after: true, deliver: sendDripping },
	html: { after: false, answer: pageAnswer },
	wrongJson: { after: true, answer: (effect, _bodyOf, usual) => wrongJsonAnswer(effect, usual) },
	errorIn2xx: { after: false, answer: errorIn2xxAnswer },
	noEvidence: { after: true, answer: noEvidenceAnswer },
	queued: { after: true, answer: queuedAnswer },
	tooMany: { after: false, answer: tooManyAnswer },
	slowMedia: { after: false },
	sessionDrops: {
		after: false,
		goesOn: true,
		happen: ({ to = 'FAILED' }, { drop }) => drop(to),
	},
	restricted: { after: false, answer: restrictedAnswer },
};

/** Is the work of a call done before this happens to it? */
export function isAfterWork({ kind, after }: FaultEffect & { after?: boolean }): boolean {
	return after ?? KINDS[kind].after;
}

function pause(clock: SandboxClock, ms: number): Promise<undefined> {
	return new Promise((resolve) => void clock.after(ms, () => resolve(undefined)));
}
