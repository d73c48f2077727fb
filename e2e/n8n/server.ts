/** A running n8n: started as a child of this process, and ended with it. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import type { ResultPromise } from 'execa';
import getPort from 'get-port';
import { request } from 'undici';

import { lastLines, signal, start } from './command';
import type { Started } from './command';
import { Failure } from './failure';
import type { N8n } from './install';
import { tryLock } from './lock';
import { settingsEnvironment } from './settings';
import { onShutdown } from './shutdown';
import type { UserFolder } from './user-folder';

const HOST = '127.0.0.1';
const START_MS = 180_000;
const STOP_MS = 15_000;

/** How n8n is started. */
interface StartOptions {
	/** The port that is taken when it is free. */
	port?: number;
	/** How n8n writes its log. */
	logLevel?: 'debug' | 'info';
	logFormat?: 'json' | 'text';
	/** Settings beside those that every n8n gets here. */
	variables?: Record<string, string>;
}

/** A started n8n. */
export interface RunningN8n {
	url: string;
	/** The id of its main process. */
	pid: number;
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
	const unlock = await tryLock(path.join(folder.path, 'n8n.pid'));
	if (typeof unlock === 'number') {
		throw new Failure(`process ${unlock} runs an n8n in ${folder.path} already: please stop it first.`);
	}
	const port = await getPort({ host: HOST, port: options.port });
	const brokerPort = await getPort({ host: HOST });
	const env = settingsEnvironment(n8n.env, { ...options, folder, port, brokerPort, pinned: n8n.pinned });
	const log = path.join(folder.path, 'n8n.log');
	const { child } = await launch(n8n, env, folder.path, log);
	const ended = endOf(child).then(unlock);
	const url = `http://${HOST}:${port}`;
	const server = { url, pid: child.pid ?? 0, log, ended, stop: () => stop(child, ended) };
	void ended.then(onShutdown(server.stop));
	try {
		await untilReady(server, child);
	} catch (error) {
		await server.stop();
		throw error;
	}
	return server;
}

/** A process group of its own, so that Ctrl-C reaches only this process, which then ends n8n in order. */
async function launch(n8n: N8n, env: NodeJS.ProcessEnv, cwd: string, log: string): Promise<Started> {
	writeFileSync(log, '', { mode: 0o600 });
	const output = { file: log, append: true };
	return await start(n8n.command, [...n8n.args, 'start'], {
		cwd,
		env,
		extendEnv: false,
		detached: true,
		stdout: output,
		stderr: output,
		buffer: false,
		forceKillAfterDelay: STOP_MS,
	});
}

async function untilReady(server: RunningN8n, child: ResultPromise): Promise<void> {
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

/** Its own end: what it started may hold on to its output for longer. */
async function endOf(child: ResultPromise): Promise<void> {
	await Promise.race([child, new Promise((resolve) => child.once('exit', resolve))]);
}

function hasEnded(child: ResultPromise): boolean {
	return child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
}

/** Whether somebody answers a GET with 200. */
export async function answers(url: string): Promise<boolean> {
	try {
		const { statusCode, body } = await request(url, { headersTimeout: 5000 });
		await body.dump();
		return statusCode === 200;
	} catch {
		return false;
	}
}

/** SIGTERM first, and after a while SIGKILL; then for what is left of its process group. */
async function stop(child: ResultPromise, ended: Promise<void>): Promise<void> {
	if (child.pid === undefined || hasEnded(child)) return;
	child.kill('SIGTERM');
	await ended;
	signal(-child.pid, 'SIGKILL');
}
