/** An expected failure: its message is one sentence for the person at the screen, without a stack. */
export class Failure extends Error {
	override readonly name = 'Failure';
}

/** The message of whatever was thrown. */
export function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
