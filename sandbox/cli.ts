import { parseArgs } from 'node:util';
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
	const { values } = parseArgs({ options: { port: { type: 'string', default: '3100' } } });
	const sandbox = await startSandbox({ port: Number(values.port) });
	process.stdout.write(greeting(sandbox));
	process.once('SIGINT', () => {
		void sandbox.close().then(() => process.exit(0));
	});
}

function greeting({ url, baseUrl, webhookApiUrl, wassengerUrl, wutsUrl }: Sandbox): string {
	const [account] = DEFAULT_ACCOUNTS;
	return [
		'A local Wawp runs. The phone, its statuses and its events:',
		`  ${url}`,
		'',
		'In n8n, a Wawp credential with',
		`  Base URL      ${baseUrl}`,
		`  Webhook API   ${webhookApiUrl}`,
		`  Access Token  ${account?.accessToken ?? ''}`,
		`  Instance ID   ${account?.instances[0]?.id ?? ''}`,
		'',
		'a Wassenger credential with',
		`  Base URL      ${wassengerUrl}`,
		`  API Key       ${DEFAULT_WASSENGER_KEY}`,
		`  (Device)      ${DEFAULT_DEVICE_IDS[0]}`,
		'',
		'a WUTS credential with',
		`  Base URL      ${wutsUrl}`,
		`  API Token     ${DEFAULT_WUTS_TOKEN}`,
		'',
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
