/** The sandbox in a process of its own, so that what it uses counts for nobody. */
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import getPort from 'get-port';
import { request } from 'undici';

import { start } from '../e2e/n8n/command';
import type { Started } from '../e2e/n8n/command';
import { Failure } from '../e2e/n8n/failure';
import { ROOT } from '../e2e/n8n/paths';
import { answers } from '../e2e/n8n/server';
import { onShutdown } from '../e2e/n8n/shutdown';
import { DEFAULT_ACCOUNTS } from '../sandbox';
import { ROOTS } from '../sandbox/world';

const HOST = '127.0.0.1';
const LATENCY_MS = 25;
const PATIENCE_MS = 30_000;

/** A sandbox whose every call takes 25 ms longer. Its address stays when it begins anew. */
export class BenchSandbox {
	private started: Started | undefined;

	private constructor(private readonly port: number) {}

	/** Finds a free port; nothing runs yet. */
	static async open(): Promise<BenchSandbox> {
		const sandbox = new BenchSandbox(await getPort({ host: HOST }));
		onShutdown(() => sandbox.end());
		return sandbox;
	}

	/** Where the Wawp API is. */
	get baseUrl(): string {
		return this.origin + ROOTS.wawp;
	}

	/** The account that it knows. */
	get account(): { accessToken: string; instanceId: string } {
		const [account] = DEFAULT_ACCOUNTS;
		return { accessToken: account?.accessToken ?? '', instanceId: account?.instances[0]?.id ?? '' };
	}

	/**
	 * Ends the one that runs and starts a new one, which has heard nothing yet.
	 *
	 * @throws Failure when it does not answer
	 */
	async renew(): Promise<void> {
		await this.end();
		const args = ['--import', 'tsx', path.join('sandbox', 'cli.ts'), '--port', String(this.port)];
		this.started = await start(process.execPath, args, { cwd: ROOT, stdout: 'ignore', stderr: 'inherit' });
		const deadline = Date.now() + PATIENCE_MS;
		while (!(await answers(this.origin))) {
			if (Date.now() > deadline) throw new Failure('the sandbox does not answer.');
			await sleep(50);
		}
		await this.slowDown();
	}

	private get origin(): string {
		return `http://${HOST}:${this.port}`;
	}

	private async slowDown(): Promise<void> {
		const { statusCode, body } = await request(`${this.origin}/sandbox/faults`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ kind: 'latency', route: '*', ms: LATENCY_MS }),
		});
		await body.dump();
		if (statusCode !== 201) throw new Failure(`the sandbox refused its latency with ${statusCode}.`);
	}

	private async end(): Promise<void> {
		const child = this.started?.child;
		this.started = undefined;
		child?.kill('SIGINT');
		await child;
	}
}
