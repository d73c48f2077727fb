import { parseArgs } from 'node:util';
import { DEFAULT_ACCOUNTS } from './wawp/accounts';
import type { SandboxAccount } from './wawp/types';

/** What `--help` prints. */
export const HELP = `A local Wawp: build and try n8n workflows without a WhatsApp number.

  --port PORT      where it listens on 127.0.0.1 (3100; 0 takes any free port)
  --instance ID    the ID of the first number (${DEFAULT_ACCOUNTS[0]?.instances[0]?.id ?? ''})
  --token TOKEN    the access token of the account (${DEFAULT_ACCOUNTS[0]?.accessToken ?? ''})
  --state FILE     keeps phones, statuses, sessions and webhooks over a restart
  --help           this
`;

/** What somebody asked the command for. */
export interface CommandOptions {
	port: number;
	accounts: SandboxAccount[];
	stateFile: string | undefined;
	/** Only if it was given. */
	instanceId: string | undefined;
	/** Only if it was given. */
	accessToken: string | undefined;
	help: boolean;
}

const FLAGS = {
	port: { type: 'string', default: '3100' },
	instance: { type: 'string' },
	token: { type: 'string' },
	state: { type: 'string' },
	help: { type: 'boolean', default: false },
} as const;

const HIGHEST_PORT = 65_535;

/** Reads a command line. Throws a sentence for an unknown flag and for a value that cannot be. */
export function readArguments(args: string[]): CommandOptions {
	const { port, instance, token, state, help } = parseArgs({ args, options: FLAGS }).values;
	return {
		port: portOf(port),
		accounts: accountsWith(valueOf('--instance', instance), valueOf('--token', token)),
		stateFile: valueOf('--state', state),
		instanceId: instance,
		accessToken: token,
		help,
	};
}

function portOf(text: string): number {
	const port = Number(text);
	if (/^\d+$/.test(text) && port <= HIGHEST_PORT) return port;
	throw new Error(`--port takes a number from 0 to ${HIGHEST_PORT}.`);
}

function valueOf(flag: string, text: string | undefined): string | undefined {
	if (text === undefined || /^\S+$/.test(text) || (flag === '--state' && text.trim() !== '')) return text;
	throw new Error(`${flag} is empty, or has a space in it.`);
}

/** The accounts of every sandbox, the first one under another ID and token. */
function accountsWith(instanceId: string | undefined, accessToken: string | undefined): SandboxAccount[] {
	const [first, ...others] = DEFAULT_ACCOUNTS;
	if (first === undefined) return [];
	const [number, ...numbers] = first.instances;
	if (number === undefined) return DEFAULT_ACCOUNTS;
	const own = {
		accessToken: accessToken ?? first.accessToken,
		isOwnToken: accessToken !== undefined,
		instances: [{ ...number, id: instanceId ?? number.id }, ...numbers],
	};
	const accounts = [own, ...others];
	if (hasTwice(accounts.map((account) => account.accessToken))) {
		throw new Error('--token is that of another customer of the sandbox.');
	}
	if (hasTwice(accounts.flatMap(({ instances }) => instances.map(({ id }) => id)))) {
		throw new Error('--instance is that of another number of the sandbox.');
	}
	return accounts;
}

function hasTwice(values: string[]): boolean {
	return new Set(values).size < values.length;
}
