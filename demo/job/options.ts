/** What the person typed after `npm start --`. */
import { Failure } from '../../e2e/n8n/failure';

/** The switches of the command. */
export interface JobOptions {
	/** End after the proof instead of staying. */
	once: boolean;
	/** Let the sandbox refuse to post text statuses, to see how a failure looks. */
	break: boolean;
}

/** @throws Failure for a switch that does not exist */
export function parseOptions(args: string[]): JobOptions {
	const unknown = args.find((arg) => arg !== '--once' && arg !== '--break');
	if (unknown !== undefined) throw new Failure(`unknown switch ${unknown}; there are --once and --break.`);
	return { once: args.includes('--once'), break: args.includes('--break') };
}
