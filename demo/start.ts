/**
 * `npm start`: the main job on a real n8n. A WhatsApp message comes in through a webhook, a workflow posts a status.
 *
 *   npm start               sets everything up, proves the job, and stays until Ctrl-C
 *   npm start -- --once     ends after the proof: with 0 if it worked, else with 1 and the reason
 *   npm start -- --break    lets the sandbox refuse text statuses, to see how a failure looks
 *
 * The environment: N8N_BIN names an n8n to use instead of the pinned one, START_FOLDER another place for its files.
 */
import path from 'node:path';

import getPort from 'get-port';

import { startSandbox } from '../sandbox';
import type { PostedStatus, Sandbox } from '../sandbox';
import type { JobOptions } from './job/options';
import { parseOptions } from './job/options';
import { proveMainJob } from './job/proof';
import { connect, exampleWorkflow, sandboxAccount, SHOP } from './job/stage';
import { N8nClient } from '../e2e/n8n/client';
import { Failure } from '../e2e/n8n/failure';
import type { N8n } from '../e2e/n8n/install';
import { provideN8n } from '../e2e/n8n/install';
import { installPackages, packPackages } from '../e2e/n8n/package';
import type { Tarball } from '../e2e/n8n/package';
import { WORK } from '../e2e/n8n/paths';
import { runSteps, type Step } from '../e2e/n8n/progress';
import type { RunningN8n } from '../e2e/n8n/server';
import { startN8n } from '../e2e/n8n/server';
import { endOnSignals, isShuttingDown, leaveAfter, onShutdown } from '../e2e/n8n/shutdown';
import { openUserFolder } from '../e2e/n8n/user-folder';
import type { UserFolder } from '../e2e/n8n/user-folder';

/** What the steps leave for the ones after them. */
interface Stage {
	folder: UserFolder;
	n8n: N8n;
	tarballs: Tarball[];
	sandbox: Sandbox;
	server: RunningN8n;
	status: PostedStatus;
}

/** The steps in order. Each may use what the earlier ones have put on the stage. */
async function setUp(options: JobOptions): Promise<Stage> {
	const stage = { folder: openUserFolder(process.env['START_FOLDER'] ?? path.join(WORK, 'start')) } as Stage;
	await runSteps([...make(stage, options), ...use(stage)]);
	return stage;
}

/** What has to be there before n8n can start. */
function make(stage: Stage, options: JobOptions): Step[] {
	return [
		{ title: 'n8n', run: async (report) => void (stage.n8n = await provideN8n(report)) },
		{
			title: 'The three packages',
			run: async (report) => void (stage.tarballs = await packPackages(report)),
		},
		{
			title: 'Sandbox',
			run: async () => void (stage.sandbox = await openSandbox(stage.folder, options)),
		},
	];
}

/** From the start of n8n to the proof. */
function use(stage: Stage): Step[] {
	const { folder } = stage;
	return [
		{
			title: 'n8n with the packages',
			run: async (report) => {
				report('starting (10 to 30 seconds)');
				await installPackages(stage.tarballs, folder.path);
				stage.server = await startN8n(stage.n8n, folder, { port: 5678 });
			},
		},
		{
			title: 'Owner, credential, two workflows',
			run: async () => {
				const client = new N8nClient(stage.server.url);
				await client.enter(folder.secrets);
				await connect(client, stage.sandbox, folder.secrets);
			},
		},
		{
			title: 'A message "status: …" becomes a status',
			run: async () => {
				const text = `Hello from n8n, ${new Date().toLocaleTimeString('en-GB')}`;
				stage.status = await proveMainJob(stage.sandbox, SHOP, text);
			},
		},
	];
}

async function openSandbox(folder: UserFolder, options: JobOptions): Promise<Sandbox> {
	const port = await getPort({ host: '127.0.0.1', port: 3100 });
	const sandbox = await startSandbox({ port, accounts: [sandboxAccount(folder.secrets)] });
	onShutdown(() => sandbox.close());
	if (options.break) {
		const body = { code: 'status_failed', message: 'The sandbox was told to refuse text statuses.' };
		sandbox.fail({ route: 'POST /status/text', kind: 'status', status: 500, body });
	}
	return sandbox;
}

function tell({ folder, n8n, sandbox, server, status }: Stage): void {
	console.log(`
It happened: the sandbox sent the message "status: ${status.text ?? ''}" to n8n ${n8n.version},
the workflow "WhatsApp message to status" ran, and the status is in the sandbox's feed.

  Sandbox   ${sandbox.url}   the phone, its statuses, buttons for incoming events
  n8n       ${server.url}   user ${folder.secrets.ownerEmail}, password ${folder.secrets.ownerPassword}
            (both are local; its log: ${path.relative(process.cwd(), server.log)})
`);
}

/** What to do with it; the access token stands on no screen, so the page of the sandbox copies it. */
function tellWhatToTry({ sandbox, server }: Stage): void {
	const workflow = `${server.url}/workflow/${exampleWorkflow('status-from-message.json').id}`;
	console.log(`Try now
  1. ${sandbox.url}/#${SHOP} → press Send: the status appears on the phone.
  2. ${workflow} → the workflow that did it; its tab Executions has the run.
  3. A workflow of your own: add the node Wawp, choose Status → Post Text and the credential "Wawp sandbox",
     enter a text, and press Execute step.
  For a credential of your own (Wawp API), the sandbox page has the values, each with a button Copy:
     Base URL ${sandbox.baseUrl}, Webhook API URL ${sandbox.webhookApiUrl},
     Instance ID ${SHOP}, and the Access Token, which stands on no screen.
`);
}

async function main(): Promise<number> {
	const options = parseOptions(process.argv.slice(2));
	endOnSignals((signal) => (signal === 'SIGINT' && !options.once ? 0 : 1));
	const stage = await setUp(options);
	tell(stage);
	if (options.once) return 0;
	tellWhatToTry(stage);
	console.log('Ctrl-C ends both.');
	await stage.server.ended;
	if (!isShuttingDown()) throw new Failure(`n8n ended by itself (its log: ${stage.server.log}).`);
	return 0;
}

void leaveAfter(main(), 'It did not work');
