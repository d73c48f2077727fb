import type { IExecuteFunctions } from 'n8n-workflow';

import { Problem } from './problem';
import { askInTurn, knownOf } from './processed';

/** How much n8n's database remembers for a node: more than two values for each chat of the largest cap. */
const MOST_REMEMBERED = 5000;

/** A chat that may be begun. */
export interface Begun {
	/** Gives the place back, for a message that certainly did not leave. */
	release: () => Promise<void>;
}

/**
 * The chats that a node began, counted by day in n8n's database (`checkProcessedAndRecord`, for this node alone). A chat is
 * one value of the list there, and each place of the day is another: the first place that is new is free.
 */
export class NewChats {
	private day = '';
	/** All places of the day before this one are known to be taken. */
	private first = 1;

	constructor(private readonly context: IExecuteFunctions) {}

	/**
	 * Takes a place of the day for a chat; one that took a place before needs none.
	 *
	 * @param chat what tells it from all others, the numbers of other accounts among them
	 * @param most how many places a day has; the day is that of the workflow's time zone
	 * @returns undefined where all places are taken
	 * @throws Problem where n8n cannot count
	 */
	async begin(chat: string, most: number): Promise<Begun | undefined> {
		return await askInTurn(this.context, async () => await this.take(`chat ${chat}`, most)).catch(() => {
			throw notCounted();
		});
	}

	private async take(chat: string, most: number): Promise<Begun | undefined> {
		if (!(await this.isNew(chat))) return { release: async () => await Promise.resolve() };
		const day = this.today();
		for (let place = this.first; place <= most; place++) {
			this.first = place + 1;
			const value = `${day} ${place}`;
			if (await this.isNew(value)) return { release: async () => await this.giveBack(place, [chat, value]) };
		}
		await this.forget([chat]);
		return undefined;
	}

	/** What cannot be given back stays counted: the day then has one chat less. */
	private async giveBack(place: number, values: string[]): Promise<void> {
		const given = askInTurn(this.context, async () => await this.forget(values));
		await given.catch(() => undefined);
		this.first = Math.min(this.first, place);
	}

	private async isNew(value: string): Promise<boolean> {
		return (await knownOf(this.context, [value], MOST_REMEMBERED)).length === 0;
	}

	private async forget(values: string[]): Promise<void> {
		await this.context.helpers.removeProcessed(values, 'node', { mode: 'entries' });
	}

	/** The date in the workflow's time zone, as 2026-12-31; with a new one all places are free. */
	private today(): string {
		const timeZone = this.context.getTimezone();
		const day = new Intl.DateTimeFormat('sv-SE', { timeZone }).format(new Date());
		if (day !== this.day) this.first = 1;
		return (this.day = day);
	}
}

/** What n8n's database says may hold anything, so it is not repeated. */
function notCounted(): Problem {
	return new Problem("Not sent: n8n could not count the day's new chats", {
		code: 'new_chats_not_counted',
		httpStatus: null,
		hint: 'Save the workflow and run it again, or remove the option "New Chats per Day".',
		outcome: 'notSent',
	});
}
