/** What a scripted model says, turn by turn; the scripts are the files in `conversations/`. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { parse } from 'yaml';
import { z } from 'zod';

const FOLDER = path.join(__dirname, 'conversations');

const callSchema = z.strictObject({ tool: z.string(), arguments: z.record(z.unknown()) });
const turnSchema = z.strictObject({
	/** Texts that the answers to the turn before must contain. */
	hears: z.array(z.string()).default([]),
	/** Tools that the model calls at once; the turn after it hears their answers. */
	calls: z.array(callSchema).default([]),
	/** The words that end the conversation. */
	says: z.string().optional(),
});

/** One turn of the model. */
export type Turn = z.infer<typeof turnSchema>;

/**
 * The turns of a conversation.
 *
 * @returns undefined where there is no such script
 */
export function readConversation(name: string): Turn[] | undefined {
	const file = path.join(FOLDER, `${path.basename(name)}.yaml`);
	if (!existsSync(file)) return undefined;
	return z.array(turnSchema).parse(parse(readFileSync(file, 'utf8')));
}

/**
 * The turn that follows so many answers of tools. The request alone tells it, so that one that is sent again gets the
 * same answer.
 *
 * @param answers what the tools answered in the conversation so far, oldest first
 * @returns the turn, or in words why the script has none
 */
export function nextTurn(turns: Turn[], answers: string[]): Turn | string {
	let answered = 0;
	let asked = 0;
	for (const turn of turns) {
		if (answered === answers.length) return missing(turn, answers.slice(answered - asked)) ?? turn;
		asked = turn.calls.length;
		answered += asked;
	}
	return `The script ends before ${answers.length} answers of tools.`;
}

function missing({ hears }: Turn, answers: string[]): string | undefined {
	const heard = answers.join('\n');
	const text = hears.find((wanted) => !heard.includes(wanted));
	return text === undefined ? undefined : `The script waits for "${text}". The tools answered: ${heard}`;
}
