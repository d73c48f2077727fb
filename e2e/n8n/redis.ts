/** A Redis of its own, from Debian's package, that keeps nothing. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import getPort from 'get-port';

import { startBackground } from './background';
import { run } from './command';

const HOST = '127.0.0.1';
const PATIENCE_MS = 15_000;

/** A running Redis. */
export interface Redis {
	/** n8n's settings for it. */
	env: Record<string, string>;
}

/**
 * Starts a Redis on 127.0.0.1 that ends with this process.
 *
 * @param folder for its settings and its log
 * @throws Failure when it does not start
 */
export async function startRedis(folder: string): Promise<Redis> {
	mkdirSync(folder, { recursive: true });
	const port = await getPort({ host: HOST });
	const password = randomBytes(16).toString('hex');
	const file = path.join(folder, 'redis.conf');
	const settings = [`bind ${HOST}`, `port ${port}`, `requirepass ${password}`, 'save ""', 'appendonly no'];
	writeFileSync(file, `${settings.join('\n')}\n`, { mode: 0o600 });
	const env = { ...process.env, REDISCLI_AUTH: password };
	await startBackground('redis-server', [file], {
		name: 'Redis',
		cwd: folder,
		env: process.env,
		log: path.join(folder, 'redis.log'),
		isReady: async () => {
			const { output } = await run('redis-cli', ['-h', HOST, '-p', String(port), 'ping'], { env });
			return output.includes('PONG');
		},
		patienceMs: PATIENCE_MS,
	});
	return {
		env: {
			QUEUE_BULL_REDIS_HOST: HOST,
			QUEUE_BULL_REDIS_PORT: String(port),
			QUEUE_BULL_REDIS_PASSWORD: password,
		},
	};
}
