/** A running n8n: started as a child of this process, and ended with it. */
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { request } from 'undici';

import { lastLines } from './command';
import { Failure } from './failure';
import type { N8n } from './install';
import { tryLock } from './lock';
import { freePort } from './ports';
import { settingsEnvironment } from './settings';
import { onShutdown } from './shutdown';
import type { UserFolder } from './user-folder';

const START_MS = 180_000;
const STOP_MS = 15_000;

/** How n8n is started. */
export interface StartOptions {
	/** The port that is taken when it is free. */
	port?: number;
	/** How n8n writes its log. */
	logLevel?: 'debug' | 'info';
	logFormat?: 'json' | 'text';
}

/** A started n8n. */
export interface RunningN8n {
	url: string;
	/** The file with all it wrote. */
	log: string;
	/** Resolves when the process has ended, for whatever reason. */
	ended: Promise<void>;
	stop: () => Promise<void>;
}

/**
 * Starts n8n and waits until it answers.
 *
 * @throws Failure when another process uses the folder, or n8n ends or stays silent while it starts
 */
export async function startN8n(
	n8n: N8n,
	folder: UserFolder,
	options: StartOptions = {},
): Promise<RunningN8n> {
	const unlock = tryLock(path.join(folder.path, 'n8n.lock'));
	if (typeof unlock === 'number') {
		throw new Failure(`process ${unlock} runs an n8n in ${folder.path} already: please stop it first.`);
	}
	const port = await freePort(options.port);
	const brokerPort = await freePort();
	const env = settingsEnvironment(n8n.env, { ...options, folder, port, brokerPort, pinned: n8n.pinned });
	const log = path.join(folder.path, 'n8n.log');
	const child = launch(n8n, env, folder.path, log);
	const ended = new Promise<void>((resolve) => {
		child.once('error', () => resolve());
		child.once('exit', () => resolve());
	}).then(unlock);
	void ended.then(onShutdown(() => stop(child, ended)));
	const server = { url: `http://127.0.0.1:${port}`, log, ended, stop: () => stop(child, ended) };
	try {
		await untilReady(server, child);
	} catch (error) {
		await server.stop();
		throw error;
	}
	return server;
}

/** A process group of its own, so that Ctrl-C reaches only this process, which then ends n8n in order. */
function launch(n8n: N8n, env: NodeJS.ProcessEnv, cwd: string, log: string): ChildProcess {
	mkdirSync(path.dirname(log), { recursive: true });
	const output = openSync(log, 'w', 0o600);
	const stdio = ['ignore', output, output] as const;
	const child = spawn(n8n.command, [...n8n.args, 'start'], { cwd, env, detached: true, stdio: [...stdio] });
	closeSync(output);
	return child;
}

async function untilReady(server: RunningN8n, child: ChildProcess): Promise<void> {
	const deadline = Date.now() + START_MS;
	while (Date.now() < deadline) {
		if (await answers(`${server.url}/healthz/readiness`)) return;
		await sleep(250);
		if (hasEnded(child)) break;
	}
	const code = child.exitCode ?? child.signalCode ?? 'an error';
	const why = hasEnded(child) ? `n8n ended with ${code}` : 'n8n did not answer in time';
	throw new Failure(`${why} (its log: ${server.log}):\n${lastLines(readFileSync(server.log, 'utf8'), 15)}`);
}

function hasEnded(child: ChildProcess): boolean {
	return child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
}

async function answers(url: string): Promise<boolean> {
	try {
		const { statusCode, body } = await request(url, { headersTimeout: 5000 });
		await body.dump();
		return statusCode === 200;
	} catch {
		return false;
	}
}

/** SIGTERM first; what is left of its process group after a while is killed. */
async function stop(child: ChildProcess, ended: Promise<void>): Promise<void> {
	const { pid } = child;
	if (pid === undefined || hasEnded(child)) return;
	signal(pid, 'SIGTERM');
	const late = setTimeout(() => signal(-pid, 'SIGKILL'), STOP_MS);
	await ended;
	clearTimeout(late);
	signal(-pid, 'SIGKILL');
}

function signal(pid: number, name: NodeJS.Signals): void {
	try {
		process.kill(pid, name);
	} catch {
		// It has ended already.
	}
}
