/** n8n in queue mode: a main process, webhook processors and workers over one PostgreSQL and one Redis. */
import path from 'node:path';

import getPort from 'get-port';

import type { N8n } from './install';
import { installPackages } from './package';
import type { Tarball } from './package';
import { startPostgres } from './postgres';
import type { Postgres } from './postgres';
import { startRedis } from './redis';
import { startN8n } from './server';
import type { RunningN8n } from './server';
import { openUserFolder } from './user-folder';
import type { UserFolder } from './user-folder';

const WEBHOOK_PROCESSORS = ['webhook-1', 'webhook-2'];
const WORKERS = ['worker-1', 'worker-2'];
/** n8n's documents ask for at least five. */
const WORKER_COMMAND = ['worker', '--concurrency=5'];
/** How long a worker may take to end what it runs; n8n itself gives up after 30 s. */
const END_MS = 45_000;

/** All processes work as one n8n; each finds the death of another within seconds instead of minutes. */
const SHARED = {
	EXECUTIONS_MODE: 'queue',
	N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true',
	QUEUE_HEALTH_CHECK_ACTIVE: 'true',
	N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
	QUEUE_WORKER_LOCK_DURATION: '15000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '3000',
	QUEUE_WORKER_STALLED_INTERVAL: '5000',
	N8N_EXECUTIONS_QUEUE_RECOVERY_INTERVAL: '1',
};

/** A process of n8n that can be started again in the same folder. */
export interface Member {
	name: string;
	server: RunningN8n;
	/** Starts it after its end, and takes the place of `server`. */
	restart: () => Promise<void>;
}

/** A running n8n in queue mode. */
export interface Queue {
	/** The user folder of the main process, in whose folder are those of the others. */
	folder: UserFolder;
	main: Member;
	webhooks: Member[];
	workers: Member[];
	/** All that is in the database, as text. */
	dump: Postgres['dump'];
}

/**
 * Starts PostgreSQL, Redis and n8n's five processes, each with the packages in its own user folder; all end with this
 * process.
 *
 * @param folder a new one
 */
export async function startQueue(n8n: N8n, tarballs: Tarball[], folder: string): Promise<Queue> {
	const user = openUserFolder(folder);
	const [postgres, redis] = await Promise.all([startPostgres(), startRedis(path.join(folder, 'redis'))]);
	// Where all of them say that webhooks come in: as behind one proxy, here it is the first webhook processor.
	const port = await getPort({ host: '127.0.0.1' });
	const address = { WEBHOOK_URL: `http://127.0.0.1:${port}/` };
	const env = { ...SHARED, ...address, ...postgres.env, ...redis.env };
	const open = (name: string, command: string[]) => {
		const place = name === WEBHOOK_PROCESSORS[0] ? { samePort: port } : {};
		return openMember(n8n, tarballs, siblingOf(user, name), { command, env, ...place });
	};
	// The first one makes the tables.
	const main = await open('main', ['start']);
	const webhooks = await Promise.all(WEBHOOK_PROCESSORS.map((name) => open(name, ['webhook'])));
	const workers = await Promise.all(WORKERS.map((name) => open(name, WORKER_COMMAND)));
	return { folder: user, main, webhooks, workers, dump: postgres.dump };
}

/** A folder with the same secrets. */
function siblingOf(folder: UserFolder, name: string): UserFolder {
	return { ...folder, path: path.join(folder.path, name) };
}

async function openMember(
	n8n: N8n,
	tarballs: Tarball[],
	folder: UserFolder,
	options: { command: string[]; env: Record<string, string>; samePort?: number },
): Promise<Member> {
	await installPackages(tarballs, folder.path);
	const begin = () => startN8n(n8n, folder, { ...options, endMs: END_MS });
	const member: Member = {
		name: path.basename(folder.path),
		server: await begin(),
		restart: async () => void (member.server = await begin()),
	};
	return member;
}
