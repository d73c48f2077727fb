/** A PostgreSQL of its own, from Debian's programs: a new cluster that is gone afterwards. */
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import getPort from 'get-port';

import { startBackground } from './background';
import { mustRun, run } from './command';
import { Failure } from './failure';
import { onShutdown } from './shutdown';
import { findPostgres, whatIsMissing } from './tools';

const HOST = '127.0.0.1';
const PATIENCE_MS = 30_000;
/** The user that Debian's package brings; as root PostgreSQL refuses to run. */
const SERVICE_USER = 'postgres';
const OWNER = 'n8n';
/** Made by every cluster. */
const DATABASE = 'postgres';

/** Where its programs and its files are, and as whom they run. */
interface Cluster {
	bin: string;
	/** Outside the clone: a clone may lie where the service user cannot go. */
	folder: string;
	/** Undefined: as who runs this. */
	user: string | undefined;
	port: number;
	password: string;
}

/** A running PostgreSQL. */
export interface Postgres {
	/** n8n's settings for it. */
	env: Record<string, string>;
	/** All that is in it, as text: for looking for what must not be there. */
	dump: () => Promise<string>;
}

/**
 * Starts a PostgreSQL on 127.0.0.1 that ends with this process. What it holds is not kept safe from a loss of power.
 *
 * @throws Failure when it is not installed, or does not start
 */
export async function startPostgres(): Promise<Postgres> {
	const cluster = await newCluster();
	onShutdown(() => rmSync(cluster.folder, { recursive: true, force: true }));
	await fill(cluster);
	await serve(cluster);
	const { bin, port, password } = cluster;
	return {
		env: {
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: HOST,
			DB_POSTGRESDB_PORT: String(port),
			DB_POSTGRESDB_DATABASE: DATABASE,
			DB_POSTGRESDB_USER: OWNER,
			DB_POSTGRESDB_PASSWORD: password,
		},
		dump: () => {
			const env = { ...process.env, PGPASSWORD: password };
			return mustRun(path.join(bin, 'pg_dump'), [...clientOf(cluster), DATABASE], { env });
		},
	};
}

async function serve(cluster: Cluster): Promise<void> {
	const { bin, folder, user, port } = cluster;
	const settings = [`listen_addresses=${HOST}`, 'unix_socket_directories=', 'fsync=off'];
	const args = [
		'-D',
		path.join(folder, 'data'),
		'-p',
		String(port),
		...settings.flatMap((one) => ['-c', one]),
	];
	await startBackground(path.join(bin, 'postgres'), args, {
		name: 'PostgreSQL',
		cwd: folder,
		env: process.env,
		log: path.join(folder, 'postgres.log'),
		// Without waiting for those who are connected.
		endSignal: 'SIGINT',
		user,
		isReady: async () => (await run(path.join(bin, 'pg_isready'), clientOf(cluster))).code === 0,
		patienceMs: PATIENCE_MS,
	});
}

/** How its client programs find it. */
function clientOf({ port }: Cluster): string[] {
	return ['-h', HOST, '-p', String(port), '-U', OWNER];
}

async function newCluster(): Promise<Cluster> {
	const bin = findPostgres();
	if (bin === undefined)
		throw new Failure(`PostgreSQL cannot be started: ${whatIsMissing(['PostgreSQL']) ?? ''}`);
	const folder = mkdtempSync(path.join(os.tmpdir(), 'n8n-nodes-wawp-postgres-'));
	const user = process.getuid?.() === 0 ? SERVICE_USER : undefined;
	const password = randomBytes(16).toString('hex');
	return { bin, folder, user, port: await getPort({ host: HOST }), password };
}

/** `initdb`, with a password that it reads from a file. */
async function fill({ bin, folder, user, password }: Cluster): Promise<void> {
	const passwordFile = path.join(folder, 'password');
	writeFileSync(passwordFile, password, { mode: 0o600 });
	const auth = ['-A', 'scram-sha-256', '-U', OWNER, '--pwfile', passwordFile];
	const init = ['-D', path.join(folder, 'data'), '-E', 'UTF8', '--locale=C', '--no-sync', ...auth];
	if (user === undefined) {
		await mustRun(path.join(bin, 'initdb'), init, { cwd: folder });
		return;
	}
	chmodSync(folder, 0o700);
	await mustRun('chown', ['-R', `${user}:`, folder]);
	await mustRun('runuser', ['-u', user, '--', path.join(bin, 'initdb'), ...init], { cwd: folder });
}
