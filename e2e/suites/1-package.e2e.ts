import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { request } from 'undici';
import { z } from 'zod';

import { toolPackages } from '../../scripts/package/manifest';
import { SERVICES } from '../../scripts/services';
import { startBackground } from '../n8n/background';
import { N8nClient } from '../n8n/client';
import { provideN8n } from '../n8n/install';
import { mustRun } from '../n8n/command';
import { npmCli } from '../n8n/npm';
import { installPackages, packedOf } from '../n8n/package';
import { WORK } from '../n8n/paths';
import { startN8n } from '../n8n/server';
import { openUserFolder } from '../n8n/user-folder';
import { openWorld } from './world';

const START_MS = 240_000;
const ALONE = path.join(WORK, 'e2e-alone');

/** What each package gives n8n; an action has a tool form, and one for a human's review where it can wait, which n8n makes. */
const PACKAGES = [
	{
		name: 'n8n-nodes-wawp',
		nodes: ['wawp', 'wawpHitlTool', 'wawpTool', 'wawpTrigger'],
		credential: 'wawpApi',
		icon: 'Wawp/wawp',
	},
	{
		name: 'n8n-nodes-wassenger-status',
		nodes: ['wassenger', 'wassengerTool'],
		credential: 'wassengerApi',
		icon: 'Wassenger/wassenger',
	},
	{ name: 'n8n-nodes-wuts-status', nodes: ['wuts', 'wutsTool'], credential: 'wutsApi', icon: 'Wuts/wuts' },
];
const SERVICE_NAMES = SERVICES.map(({ name }) => name).join('|');
const OURS = new RegExp(SERVICE_NAMES, 'i');
const ABOUT = new RegExp(`${SERVICE_NAMES}|community|node type|credential`, 'i');

const world = openWorld();
const lineSchema = z.object({ level: z.string(), message: z.string() }).passthrough();
const typesSchema = z.array(z.object({ name: z.string() }).passthrough());
const outputSchema = z.object({ type: z.literal('object'), properties: z.object({ statusId: z.unknown() }) });

/** The warnings and errors in a log of n8n, which it writes as JSON here, that are about packages and their nodes. */
function complaints(log: string) {
	const lines = readFileSync(log, 'utf8').split('\n');
	const parsed = lines
		.filter((line) => line.startsWith('{'))
		.map((line) => lineSchema.parse(JSON.parse(line)));
	expect(parsed.length).toBeGreaterThan(5);
	const bad = parsed.filter(({ level }) => level === 'warn' || level === 'error');
	return bad.filter((line) => ABOUT.test(JSON.stringify(line)));
}

/** What an n8n knows of the packages of this tree. */
async function known(n8n: N8nClient): Promise<{ nodes: string[]; credentials: string[] }> {
	const names = async (file: string) => {
		const types = await n8n.call('GET', `/types/${file}.json`, typesSchema);
		return types
			.map(({ name }) => name)
			.filter((name) => OURS.test(name))
			.sort();
	};
	return { nodes: await names('nodes'), credentials: await names('credentials') };
}

/** What it has to know when these are installed. */
function given(packages: typeof PACKAGES): { nodes: string[]; credentials: string[] } {
	return {
		nodes: packages.flatMap(({ name, nodes }) => nodes.map((node) => `${name}.${node}`)).sort(),
		credentials: packages.map(({ credential }) => credential).sort(),
	};
}

function tarballNamed(name: string) {
	const found = world.running.tarballs.find((tarball) => tarball.name === name);
	if (found === undefined) throw new Error(`no tarball of ${name}`);
	return found;
}

describe('the three packages together', () => {
	it('are loaded by n8n without a warning', () => {
		expect(complaints(world.running.log)).toEqual([]);
	});

	it('give n8n their nodes, the tool forms, the trigger and the credentials', async () => {
		expect(await known(world.n8n)).toEqual(given(PACKAGES));
	});

	it.each(PACKAGES.flatMap(({ name, icon }) => ['.svg', '.dark.svg'].map((ending) => [name, icon + ending])))(
		'have an icon served from %s: %s',
		async (name, icon) => {
			const { statusCode, headers, body } = await request(
				`${world.running.url}/icons/${name}/dist/nodes/${icon}`,
			);
			await body.dump();
			expect([statusCode, headers['content-type']]).toEqual([200, expect.stringContaining('image/svg+xml')]);
		},
	);

	it.each(given(PACKAGES).nodes.filter((node) => !/Tool$|Trigger$/.test(node)))(
		'have the output schema served that the editor shows for %s',
		async (node) => {
			const schema = await world.n8n.call('GET', `/schemas/${node}/1/status/postText.json`, outputSchema);
			expect(schema.properties.statusId).toEqual({ type: 'string' });
		},
	);
});

beforeAll(() => rmSync(ALONE, { recursive: true, force: true }));

describe.each(PACKAGES)('the package $name', (wanted) => {
	const tarball = tarballNamed(wanted.name);

	it('is under 200 kB and holds no tests and no source maps', () => {
		const files = execFileSync('tar', ['-tzf', tarball.file], { encoding: 'utf8' }).trim().split('\n');
		expect(statSync(tarball.file).size).toBeLessThan(200_000);
		expect(files).toContain(`package/dist/nodes/${wanted.icon}.svg`);
		expect(files.filter((file) => /\.map$|\.ts$|(^|[/.])tests?[/.]/i.test(file))).toEqual([]);
		const others = PACKAGES.filter(({ name }) => name !== wanted.name).map(({ icon }) => path.basename(icon));
		expect(files.filter((file) => new RegExp(others.join('|'), 'i').test(file))).toEqual([]);
	});

	it(
		'loads alone: n8n knows its nodes and credential, and none of the other packages',
		async () => {
			rmSync(path.join(ALONE, '.n8n', 'nodes'), { recursive: true, force: true });
			const folder = openUserFolder(ALONE);
			await installPackages([tarball], folder.path);
			const n8n = await provideN8n(() => undefined);
			const server = await startN8n(n8n, folder, { logFormat: 'json', logLevel: 'debug' });
			try {
				const client = new N8nClient(server.url);
				await client.enter(folder.secrets);
				expect(await known(client)).toEqual(given([wanted]));
				expect(complaints(server.log)).toEqual([]);
			} finally {
				await server.stop();
			}
		},
		START_MS,
	);
});

describe.each(toolPackages().map(packedOf))('the package $name', ({ name, file }) => {
	it(
		'installs from its tarball into an empty folder, and runs by its name',
		async () => {
			const empty = path.join(WORK, 'e2e-empty');
			rmSync(empty, { recursive: true, force: true });
			mkdirSync(empty, { recursive: true });
			writeFileSync(path.join(empty, 'package.json'), '{ "private": true }');
			const install = ['install', '--prefer-offline', '--no-audit', '--no-fund', file];
			await mustRun(process.execPath, [npmCli(), ...install], { cwd: empty });
			const log = path.join(empty, 'log');
			const page = () => /http:\S+/.exec(readFileSync(log, 'utf8'))?.[0];
			const running = await startBackground(path.join(empty, 'node_modules', '.bin', name), ['--port', '0'], {
				name,
				cwd: empty,
				env: process.env,
				log,
				isReady: () => Promise.resolve(page() !== undefined),
				patienceMs: START_MS,
			});
			const { statusCode, body } = await request(page() ?? '');
			await body.dump();
			await running.stop();
			expect(statusCode).toBe(200);
		},
		START_MS,
	);
});
