/** The same reads without n8n: what is left when only the network and the answers cost. */
import { Agent, request } from 'undici';

import { Failure } from '../../e2e/n8n/failure';
import type { Reading } from '../experiment';
import type { BenchSandbox } from '../sandbox';
import { READ_PATH } from './nodes';

/** Reads contacts, so many at a time; the CPU is that of this process. */
export async function undiciReads(sandbox: BenchSandbox, count: number, atATime: number): Promise<Reading> {
	const dispatcher = new Agent({ connections: atATime });
	const waiting = Array.from({ length: count }, (_, index) => urlOf(sandbox, index)).values();
	const work = async () => {
		for (const url of waiting) {
			const { statusCode, body } = await request(url, { dispatcher });
			await body.json();
			if (statusCode !== 200) throw new Failure(`the sandbox answered ${READ_PATH} with ${statusCode}.`);
		}
	};
	const [at, cpu] = [performance.now(), process.cpuUsage()];
	await Promise.all(Array.from({ length: atATime }, work));
	const { user, system } = process.cpuUsage(cpu);
	const wallMs = performance.now() - at;
	await dispatcher.close();
	return { items: count, wallMs, cpuMs: (user + system) / 1000 };
}

function urlOf({ baseUrl, account }: BenchSandbox, index: number): string {
	const contactId = `2010${String(index).padStart(8, '0')}@c.us`;
	const query = new URLSearchParams({
		access_token: account.accessToken,
		instance_id: account.instanceId,
		contactId,
	});
	return `${baseUrl}${READ_PATH}?${query.toString()}`;
}
