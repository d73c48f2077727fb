import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

import { z } from 'zod';

import { openWorld } from './world';

/** Runs last: looks through all that n8n has stored and written during the other suites. */
const world = openWorld();
const workflowsSchema = z.object({ data: z.array(z.object({ id: z.string() })) });
const { accessToken, webhookSecret } = world.secrets;
const forms = [accessToken, webhookSecret].flatMap((secret) => [
	secret,
	Buffer.from(secret).toString('base64').replace(/=+$/, ''),
]);

/** All files in a folder, but for the packages that n8n loads. */
function filesIn(folder: string): string[] {
	return readdirSync(folder).flatMap((name) => {
		const file = path.join(folder, name);
		if (name === 'node_modules') return [];
		return statSync(file).isDirectory() ? filesIn(file) : [file];
	});
}

function holdsSecret(content: Buffer | string): boolean {
	return forms.some((form) => content.includes(form));
}

describe('access token and webhook secret', () => {
	it('were used in many executions', async () => {
		const { data } = await world.n8n.call('GET', '/rest/workflows', workflowsSchema);
		const ids = await Promise.all(data.map(({ id }) => world.executions.ids(id)));
		expect(ids.flat().length).toBeGreaterThan(0);
	});

	it('are in no stored execution', async () => {
		const { data } = await world.n8n.call('GET', '/rest/workflows', workflowsSchema);
		for (const workflow of data) {
			for (const id of await world.executions.ids(workflow.id)) {
				const found = holdsSecret(await world.executions.raw(id)) ? id : undefined;
				expect(found).toBeUndefined();
			}
		}
	});

	it('are in no file of n8n: its database, its logs, its events', () => {
		const known = path.join(world.running.folder, 'secrets.json');
		expect(holdsSecret(readFileSync(known))).toBe(true);
		const files = filesIn(world.running.folder).filter((file) => file !== known);
		const names = files.map((file) => path.basename(file));
		expect(names).toEqual(expect.arrayContaining(['database.sqlite', 'n8n.log']));
		expect(files.filter((file) => holdsSecret(readFileSync(file)))).toEqual([]);
	});

	it('are in no log together with the instance', () => {
		const log = readFileSync(world.running.log, 'utf8');
		expect(log).not.toMatch(/access_token=(?!\*)/);
		expect(log).not.toMatch(/instance_id=/);
	});
});
