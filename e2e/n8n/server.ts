/** A running n8n: started as a child of this process, and ended with it. */
import path from 'node:path';

import getPort from 'get-port';
import { request } from 'undici';

import { startBackground } from './background';
import type { Background } from './background';
import { Failure } from './failure';
import type { N8n } from './install';
import { tryLock } from './lock';
import { settingsEnvironment } from './settings';
import type { UserFolder } from './user-folder';

const HOST = '127.0.0.1';
const START_MS = 180_000;

/** How n8n is started. */
interface StartOptions {
	/** What this process of n8n does, as n8n's command line says it: `start` unless given. */
	command?: string[];
	/** The port that is taken when it is free. */
	port?: number;
	/** The port of one that has just ended there, or that others were told: no other will do. */
	samePort?: number;
	/** How n8n writes its log. */
	logLevel?: 'debug' | 'info';
	logFormat?: 'json' | 'text';
	/** Settings on top of those of a local n8n. */
	env?: NodeJS.ProcessEnv;
	/** How long it may take to end in order; what it does still runs to its end meanwhile. */
	endMs?: number;
}

/** A started n8n. */
export interface RunningN8n extends Background {
	url: string;
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
	try {
		const server = await launch(n8n, folder, options);
		const ended = server.ended.then(unlock);
		return { ...server, ended, stop: () => server.stop().then(() => ended) };
	} catch (error) {
		await unlock();
		throw error;
	}
}

async function launch(n8n: N8n, folder: UserFolder, options: StartOptions): Promise<RunningN8n> {
	const { command = ['start'], env = {}, endMs } = options;
	const port = options.samePort ?? (await getPort({ host: HOST, port: options.port }));
	const brokerPort = await getPort({ host: HOST });
	const url = `http://${HOST}:${port}`;
	const settings = { ...options, folder, port, brokerPort, pinned: n8n.pinned };
	const background = await startBackground(n8n.command, [...n8n.args, ...command], {
		name: ['n8n', ...command].join(' '),
		cwd: folder.path,
		env: { ...settingsEnvironment(n8n.env, settings), ...env },
		log: path.join(folder.path, 'n8n.log'),
		endMs,
		isReady: () => answers(`${url}/healthz/readiness`),
		patienceMs: START_MS,
	});
	return { ...background, url };
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
