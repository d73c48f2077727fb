import { createHash } from 'node:crypto';

import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

/** What is known of one send of an execution. */
export interface Sent {
	/** When it left, in milliseconds since 1970. */
	at: number;
	/** IDs and times of what was sent; missing while nobody knows whether it was. */
	ids?: IDataObject;
	/** What came of it stood in its answer only, such as a code: another try makes it anew. */
	anew?: true;
}

/** What this module keeps in the node's context: times and IDs only. */
interface Kept {
	sent?: Record<string, Sent>;
	recent?: Recent[];
	/** By what chose the number of the account: when WhatsApp was last seen to restrict it. */
	restricted?: Record<string, number>;
}

/** A send of the last minutes, of any run of the node in the execution. */
interface Recent {
	at: number;
	messageId?: string;
}

/** So long a send counts for the pace, and can be mistaken for the next one of the same content. */
const RECENT_MS = 120_000;

/** So long after a restriction an execution sends nothing more; somebody who runs it again later wants to know. */
const RESTRICTED_MS = 3_600_000;

/**
 * What the node sent in this execution. It stands in the node's context of n8n: that is one over the tries of Retry On Fail, and
 * is stored with a failed execution, which n8n's Retry button goes on with.
 *
 * A tool is called with one item, whose arguments tell one call from another, and n8n numbers its calls in ways that repeat:
 * so a call that was answered is forgotten at once, and one of unknown outcome stays known whatever its number is.
 */
export class Memory {
	private readonly kept: Kept;
	private readonly run: string;
	private readonly isTool: boolean;

	constructor(context: IExecuteFunctions) {
		this.kept = contextOf(context);
		this.isTool = isTool(context);
		// Each run of a loop has its own number; a try has that of its run.
		this.run = this.isTool ? 'tool' : String(context.getWorkflowDataProxy(0).$runIndex);
	}

	/**
	 * The place of one send: the same at every try, another in every run of a loop.
	 *
	 * @param content tells one send from another by what was entered, not by what expressions made of it: a text with
	 * the time in it is the same send at the next try
	 */
	place(route: string, itemIndex: number, content: string): string {
		const hash = createHash('sha256').update(content).digest('hex').slice(0, 32);
		return [this.run, itemIndex, route, hash].join('/');
	}

	find(place: string): Sent | undefined {
		return this.kept.sent?.[place];
	}

	/** Notes a send before it leaves, so that whatever happens then, it is known to have left. */
	leaving(place: string, at: number): void {
		if (!this.isTool) this.note(place, { at });
	}

	/** Notes a send that is out (with IDs, or to be made anew), or may be. */
	note(place: string, sent: Sent): void {
		const isAnswered = sent.ids !== undefined || sent.anew === true;
		if (this.isTool && isAnswered) this.forget(place);
		else (this.kept.sent ??= {})[place] = sent;
	}

	/** What certainly was not done may be sent again. */
	forget(place: string): void {
		delete this.kept.sent?.[place];
	}

	/** Nothing of this run will be tried again. A tool has no runs: what is left of it is of other calls. */
	forgetRun(): void {
		if (this.isTool) return;
		const others = Object.entries(this.kept.sent ?? {}).filter(
			([place]) => !place.startsWith(`${this.run}/`),
		);
		if (others.length > 0) this.kept.sent = Object.fromEntries(others);
		else delete this.kept.sent;
	}

	/** The sends of the last minutes, oldest first. */
	recent(): readonly Recent[] {
		return (this.kept.recent ?? []).filter(({ at }) => Date.now() - at < RECENT_MS);
	}

	/** Whether an item of this execution met a restriction lately: in another round of a loop, or at another try. */
	isRestricted(account: IDataObject): boolean {
		return Date.now() - (this.kept.restricted?.[JSON.stringify(account)] ?? 0) < RESTRICTED_MS;
	}

	noteRestriction(account: IDataObject): void {
		this.kept.restricted = { ...this.kept.restricted, [JSON.stringify(account)]: Date.now() };
	}

	noteRecent(sent: Recent): void {
		this.kept.recent = [...this.recent(), sent];
	}
}

function contextOf(context: IExecuteFunctions): Kept {
	try {
		return context.getContext('node');
	} catch {
		// Some callers of tools give them no execution to remember anything in.
		return {};
	}
}

/** Whether an agent calls the node; newer agents run their tools as ordinary nodes with a type of their own. */
function isTool(context: IExecuteFunctions): boolean {
	return isToolCall(context) || context.getNode().type.endsWith('Tool');
}

/** Whether n8n says that an agent calls the node; n8n 2.0 cannot be asked. */
export function isToolCall(context: IExecuteFunctions): boolean {
	const asked: Partial<Pick<IExecuteFunctions, 'isToolExecution'>> = context;
	return asked.isToolExecution?.() === true;
}

/**
 * What tells the send of one item from others: what was entered in the fields, expressions unresolved, and the item that they
 * are resolved with.
 *
 * @param entered the node's parameters as they are stored
 */
export function contentOf(entered: IDataObject, item: INodeExecutionData | undefined): string {
	const files = Object.entries(item?.binary ?? {}).map(([name, { id, fileName, fileSize, mimeType }]) => {
		return [name, id, fileName, fileSize, mimeType];
	});
	// An agent numbers its calls: the same call made again is the same content.
	return JSON.stringify([entered, { ...item?.json, toolCallId: undefined }, files]);
}
