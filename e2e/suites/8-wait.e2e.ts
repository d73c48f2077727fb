import { readFileSync } from 'node:fs';

import { request } from 'undici';

import { jsonOf } from '../n8n/executions';
import { provideN8n } from '../n8n/install';
import { packPackages } from '../n8n/package';
import { saveCredential } from '../n8n/credentials';
import { startQueue } from '../n8n/queue';
import { activateWorkflow, webhookUrl, withCredential } from '../n8n/workflows';
import type { WorkflowNode } from '../n8n/workflows';
import { emptyFolder, enter, openOwnN8n } from '../load/own-n8n';
import type { Entered } from '../load/own-n8n';
import { deliver } from './deliveries';
import { ask, asking, linkIn, listed, press, question, until, written } from './wait';
import type { Asker } from './wait';
import { afterTrigger, GOOD, node, WAWP } from './workflow';
import { openSandbox, SHOP } from './world';

const PATIENCE_MS = 600_000;
const silent = () => undefined;

/** A sandbox with one instance, and the credential of an n8n for it. */
async function opened(entered: Entered): Promise<Asker> {
	const { client: n8n, executions, secrets } = entered;
	const { accessToken, webhookSecret } = secrets;
	const instance = { id: SHOP, phone: '447441429009', engine: 'GOWS', status: 'WORKING' } as const;
	const webhookRetry = { attempts: 40, delayMs: 250 };
	const sandbox = await openSandbox({ accounts: [{ accessToken, instances: [instance] }], webhookRetry });
	const { baseUrl, webhookApiUrl } = sandbox;
	const data = { accessToken, instanceId: SHOP, baseUrl, webhookApiUrl, webhookSecret };
	return { n8n, executions, sandbox, credential: await saveCredential(n8n, 'Wait', data) };
}

/** The time that a process has used of the processors so far. */
function cpuMs(pid: number): number {
	const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
	return (Number(fields[11]) + Number(fields[12])) * 10;
}

it(
	'n8n that is started again meanwhile goes on, and 20 waits bear a foreign message',
	async () => {
		const own = await openOwnN8n('wait', silent);
		const asker = await opened(own);
		const { executions, sandbox } = asker;
		const count = 20;
		const questions = [];
		for (let number = 0; number < count; number += 1)
			questions.push(await ask(asker, asking({ answerBy: 'reply' })));
		const byLink = await ask(asker, asking({ answerBy: 'reply' }));
		expect(byLink.webhook).toBeUndefined();

		await own.restart();
		const before = { cpu: cpuMs(own.pid()), deliveries: sandbox.webhookLog.length, at: Date.now() };
		const messages = 10;
		for (let number = 0; number < messages; number += 1) {
			await sandbox.emit(SHOP, 'message', written('yes', { from: '447700900101@c.us' }));
		}
		const used = { cpu: cpuMs(own.pid()) - before.cpu, wall: Date.now() - before.at };
		const attempts = sandbox.webhookLog.slice(before.deliveries);
		expect(attempts.filter(({ status }) => status !== 200)).toEqual([]);
		expect(attempts).toHaveLength(messages * count);
		const [cpu, wall] = [used.cpu, used.wall].map((ms) => Math.round(ms / messages));
		console.log(`One foreign message with ${count} waits: ${cpu} ms of CPU, answered after ${wall} ms.`);
		expect(cpu).toBeLessThan(10_000);

		for (const { id } of questions)
			expect((await executions.reached(id, ['waiting'])).status).toBe('waiting');
		await sandbox.emit(SHOP, 'message', written('yes', { replyTo: { id: questions[0]?.messageId } }));
		const first = await executions.ended(questions[0]?.id ?? '');
		expect(jsonOf(first, GOOD)).toMatchObject([{ reason: 'reply', approved: true }]);
		await press(linkIn(byLink), { approved: 'true' });
		expect(jsonOf(await executions.ended(byLink.id), GOOD)).toMatchObject([{ reason: 'link' }]);
		await own.stop();
	},
	PATIENCE_MS,
);

it(
	'in queue mode a question is asked by a worker, and answered at any webhook processor',
	async () => {
		const queue = await startQueue(
			await provideN8n(silent),
			await packPackages(silent),
			emptyFolder('wait-queue'),
		);
		const entered = await enter(queue.main.server.url, queue.folder);
		const asker = await opened(entered);
		const { executions, sandbox, credential, n8n } = asker;
		const account = { access_token: entered.secrets.accessToken, instance_id: SHOP };
		const asks = node(
			WAWP,
			'n8n-nodes-wawp.wawp',
			question({ answerBy: 'reply', options: { addLink: true } }),
		);
		const good = node(GOOD, 'n8n-nodes-base.noOp', {});
		const flow = afterTrigger({ events: ['message'] }, asks);
		const to = { main: [[{ node: GOOD, type: 'main', index: 0 }]] };
		const workflow = withCredential(
			{ ...flow, nodes: [...flow.nodes, good], connections: { ...flow.connections, [WAWP]: to } },
			credential,
		);
		await activateWorkflow(n8n, workflow);
		const [first, second] = queue.webhooks.map(({ server }) => server.url);

		const begin = async () => {
			const known = await executions.ids(workflow.id);
			const { body, headers } = deliver('X-Webhook-Hmac', entered.secrets.webhookSecret);
			const url = webhookUrl(first ?? '', workflow.nodes[0] as WorkflowNode);
			const type = { 'content-type': 'application/json' };
			const answer = await request(url, { method: 'POST', body, headers: { ...type, ...headers } });
			await answer.body.dump();
			const isNew = (id: string) => !known.includes(id);
			await until(async () => (await executions.ids(workflow.id)).some(isNew));
			const id = (await executions.ids(workflow.id)).find(isNew) ?? '';
			await executions.reached(id, ['waiting']);
			return id;
		};

		const byReply = await begin();
		const [webhook = ''] = await listed({ sandbox }, account);
		expect(webhook).toContain(`${first}/webhook-waiting/${byReply}/`);
		await sandbox.emit(SHOP, 'message', written('yes'));
		const replied = await executions.ended(byReply);
		expect(jsonOf(replied, GOOD)).toMatchObject([{ reason: 'reply', approved: true }]);
		expect(await listed({ sandbox }, account)).toEqual([]);

		const byLink = await begin();
		const sent = sandbox.requests.filter(({ path }) => path === '/send').at(-1)?.query['message'];
		const link = /https?:\S+/.exec(String(sent))?.[0] ?? '';
		const answers = await Promise.all(
			[first, second].map(
				async (at) => await press(link.replace(first ?? '', at ?? ''), { approved: 'true' }),
			),
		);
		expect(answers.filter(({ text }) => text.includes('Thank you'))).toHaveLength(1);
		const clicked = await executions.ended(byLink);
		expect(jsonOf(clicked, GOOD)).toMatchObject([{ reason: 'link', approved: true }]);
		expect(clicked.data.resultData.runData[GOOD]).toHaveLength(1);
		await Promise.all([...queue.workers, ...queue.webhooks, queue.main].map(({ server }) => server.stop()));
	},
	PATIENCE_MS,
);
