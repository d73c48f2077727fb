#!/usr/bin/env node
import { HELP, readArguments } from './arguments';
import type { CommandOptions } from './arguments';
import {
	DEFAULT_ACCOUNTS,
	DEFAULT_DEVICE_IDS,
	DEFAULT_WASSENGER_KEY,
	DEFAULT_WUTS_TOKEN,
	startSandbox,
} from './index';
import type { Sandbox } from './index';

/** Starts a sandbox for people and tells them what to type into the credential; ends on Ctrl-C. */
async function main(): Promise<void> {
	const options = readArguments(process.argv.slice(2));
	if (options.help) {
		process.stdout.write(HELP);
		return;
	}
	const sandbox = await startSandbox(options);
	const end = () => void sandbox.close().then(() => process.exit(0));
	for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, end);
	try {
		process.stdout.write(greeting(sandbox, options));
	} catch (error) {
		await sandbox.close();
		throw error;
	}
}

/** The instance to enter: the first one, unless another was asked for. Throws when a state file lacks that one. */
function instanceToEnter(sandbox: Sandbox, { instanceId, stateFile = '' }: CommandOptions): string {
	const ids = sandbox.instanceIds();
	if (instanceId === undefined) return ids[0] ?? '(none: run Session → Create)';
	if (ids.includes(instanceId)) return instanceId;
	throw new Error(`${stateFile} has no instance ${instanceId}. Leave --instance out, or take another file.`);
}

function greeting(sandbox: Sandbox, options: CommandOptions): string {
	const { accessToken, stateFile } = options;
	const { url, baseUrl, webhookApiUrl, wassengerUrl, wutsUrl } = sandbox;
	// A token that somebody gave may be that of a real account.
	const token = accessToken === undefined ? DEFAULT_ACCOUNTS[0]?.accessToken : 'the one after --token';
	return [
		'A local Wawp runs. The phone, its statuses and its events:',
		`  ${url}`,
		'',
		'In n8n, a Wawp credential with',
		`  Base URL         ${baseUrl}`,
		`  Webhook API URL  ${webhookApiUrl}`,
		`  Access Token     ${token ?? ''}`,
		`  Instance ID      ${instanceToEnter(sandbox, options)}`,
		'',
		'a Wassenger credential with',
		`  Base URL         ${wassengerUrl}`,
		`  API Key          ${DEFAULT_WASSENGER_KEY}`,
		`  (Device)         ${DEFAULT_DEVICE_IDS[0]}`,
		'',
		'a WUTS credential with',
		`  Base URL         ${wutsUrl}`,
		`  API Token        ${DEFAULT_WUTS_TOKEN}`,
		'',
		...(stateFile === undefined ? [] : [`It goes on where it ended: its state is in ${stateFile}`, '']),
		'Ctrl-C ends it.',
		'',
	].join('\n');
}

main().catch((error: unknown) => {
	process.stderr.write(
		`The sandbox cannot start: ${error instanceof Error ? error.message : String(error)}\n`,
	);
	process.exitCode = 1;
});
