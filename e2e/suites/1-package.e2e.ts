import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';

import { request } from 'undici';
import { z } from 'zod';

import { openWorld } from './world';

const world = openWorld();
const lineSchema = z.object({ level: z.string(), message: z.string() }).passthrough();
const typesSchema = z.array(z.object({ name: z.string() }).passthrough());

/** The lines of n8n's log, which it writes as JSON here. */
function logLines() {
	const lines = readFileSync(world.running.log, 'utf8').split('\n');
	return lines.filter((line) => line.startsWith('{')).map((line) => lineSchema.parse(JSON.parse(line)));
}

async function names(file: string): Promise<string[]> {
	return (await world.n8n.call('GET', `/types/${file}.json`, typesSchema)).map(({ name }) => name);
}

describe('the installed package', () => {
	it('is under 150 kB and holds no tests and no source maps', () => {
		const files = execFileSync('tar', ['-tzf', world.running.tarball], { encoding: 'utf8' })
			.trim()
			.split('\n');
		expect(statSync(world.running.tarball).size).toBeLessThan(150_000);
		expect(files).toContain('package/dist/nodes/Wawp/Wawp.node.js');
		expect(files.filter((file) => /\.map$|\.ts$|(^|[/.])tests?[/.]/i.test(file))).toEqual([]);
	});

	it('is loaded by n8n without a warning', () => {
		const lines = logLines();
		expect(lines.length).toBeGreaterThan(5);
		const bad = lines.filter(({ level }) => level === 'warn' || level === 'error');
		const about = bad.filter((line) => /wawp|community|node type|credential/i.test(JSON.stringify(line)));
		expect(about).toEqual([]);
	});

	it('gives n8n the node, its tool form, the trigger and the credential', async () => {
		const nodes = (await names('nodes')).filter((name) => name.startsWith('n8n-nodes-wawp.'));
		expect(nodes.sort()).toEqual([
			'n8n-nodes-wawp.wassenger',
			'n8n-nodes-wawp.wassengerTool',
			'n8n-nodes-wawp.wawp',
			'n8n-nodes-wawp.wawpTool',
			'n8n-nodes-wawp.wawpTrigger',
			'n8n-nodes-wawp.wuts',
			'n8n-nodes-wawp.wutsTool',
		]);
		expect(await names('credentials')).toContain('wawpApi');
	});

	it.each(['wawp.svg', 'wawp.dark.svg'])('has its icon %s served', async (icon) => {
		const url = `${world.running.url}/icons/n8n-nodes-wawp/dist/nodes/Wawp/${icon}`;
		const { statusCode, headers, body } = await request(url);
		await body.dump();
		expect([statusCode, headers['content-type']]).toEqual([200, expect.stringContaining('image/svg+xml')]);
	});
});
