import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';

import { loadOutputSchema } from 'n8n-core';
import { request } from 'undici';

import { packedOf, packPackages } from '../../e2e/n8n/package';
import { entriesOf, placeOf, ROOT, sourcePackages, toolPackages } from '../../scripts/package/manifest';
import { SERVICES } from '../../scripts/services';
import { descriptionOf, newestVersion } from './descriptions';
import frozen from './frozen.json';

const NAMES = SERVICES.map(({ name }) => name);

const packages = sourcePackages().map((source) => ({
	...source,
	name: source.manifest.name,
	own: NAMES.find((service) => source.manifest.name.includes(service)) ?? '',
}));

let folder = '';

beforeAll(async () => {
	const tarballs = await packPackages(() => undefined);
	folder = mkdtempSync(path.join(ROOT, '.work', 'tarballs-'));
	for (const { name, file } of [...tarballs, ...toolPackages().map(packedOf)]) {
		const target = path.join(folder, name);
		mkdirSync(target);
		execFileSync('tar', ['-xzf', file, '-C', target, '--strip-components=1']);
	}
}, 120_000);
afterAll(() => {
	if (existsSync(folder)) rmSync(folder, { recursive: true });
});

/** The files of an unpacked tarball. */
function filesOf(name: string): string[] {
	return readdirSync(path.join(folder, name), { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => path.relative(path.join(folder, name), path.join(entry.parentPath, entry.name)))
		.map((file) => file.split(path.sep).join('/'));
}

/** What a compiled file imports. */
function importsOf(name: string, file: string): string[] {
	if (!file.endsWith('.js')) return [];
	const text = readFileSync(path.join(folder, name, file), 'utf8');
	return [...text.matchAll(/\brequire\("([^"]+)"\)/g)].map(([, target = '']) => target);
}

describe.each(packages)('the tarball of $name', (source) => {
	const { name, manifest, own } = source;

	it('has its nodes and credentials, their icons and codex files, its licence and README', () => {
		const built = [...manifest.n8n.nodes, ...manifest.n8n.credentials];
		const codex = manifest.n8n.nodes.map((file) => `${file}on`);
		const icons = [`${own}.svg`, `${own}.dark.svg`].map((icon) =>
			path.posix.join(path.posix.dirname(manifest.n8n.nodes[0] ?? ''), icon),
		);
		const expected = ['package.json', 'LICENSE.md', 'README.md', ...built, ...codex, ...icons];
		expect(filesOf(name)).toEqual(expect.arrayContaining(expected));
	});

	it('has nothing of the other services', () => {
		const others = NAMES.filter((service) => service !== own);
		const named = new RegExp(others.join('|'), 'i');
		expect(filesOf(name).filter((file) => named.test(file))).toEqual([]);
		// The repository has Wawp's name, and Wawp's README says where the other two are.
		const mentioned = new RegExp(others.filter((service) => service !== 'wawp').join('|'), 'i');
		const texts = filesOf(name).filter((file) => own !== 'wawp' || !/^(README|CHANGELOG)\.md$/.test(file));
		expect(
			texts.filter((file) => mentioned.test(readFileSync(path.join(folder, name, file), 'utf8'))),
		).toEqual([]);
		const entries = filesOf(name).filter((file) => /\.(node|credentials)\.js$/.test(file));
		expect(entries.sort()).toEqual([...manifest.n8n.nodes, ...manifest.n8n.credentials].sort());
	});

	it('has no sources and no tests', () => {
		expect(filesOf(name).filter((file) => /\.(ts|map)$|(^|\/)tests?\//.test(file))).toEqual([]);
	});

	it('imports only what is in it or comes from n8n', () => {
		const files = filesOf(name);
		const known = (file: string, target: string) =>
			target.startsWith('.')
				? ['.js', '/index.js'].some((end) => files.includes(path.posix.join(file, '..', target) + end))
				: ['n8n-workflow', 'zod', 'node:crypto'].includes(target);
		const unknown = files.flatMap((file) => importsOf(name, file).filter((target) => !known(file, target)));
		expect(unknown).toEqual([]);
	});

	it.each(entriesOf(source).nodes)('gives n8n an output schema for each operation of %s', async (node) => {
		const description = await descriptionOf(node);
		const version = newestVersion(description);
		const operations = Object.keys(frozen).filter((key) => key.startsWith(`${description.name}/`));
		const nodeDir = path.join(folder, name, 'dist', path.dirname(placeOf(node)));
		const schemas = operations.map((key) => {
			const [, resource, operation] = key.split('/');
			return { key, schema: loadOutputSchema({ nodeDir, version, resource, operation }) };
		});
		expect(schemas.filter(({ schema }) => schema?.type === undefined)).toEqual([]);
		const written = filesOf(name).filter((file) =>
			file.startsWith(`dist/${path.dirname(placeOf(node))}/__schema__/`),
		);
		expect(written).toHaveLength(operations.length);
	});
});

describe.each(toolPackages().map((tool) => ({ ...tool, name: tool.manifest.name })))(
	'the tarball of $name',
	(tool) => {
		const { name, manifest } = tool;
		const [bin = ''] = Object.values(manifest.bin);

		it('has no sources and no tests, and imports what it names, no more and no less', () => {
			const files = filesOf(name);
			expect(files).toEqual(expect.arrayContaining(['package.json', 'LICENSE.md', 'README.md', bin]));
			expect(files.filter((file) => /\.(ts|map)$|(^|\/)tests?\//.test(file))).toEqual([]);
			const asked = new Set(files.flatMap((file) => importsOf(name, file)));
			const packagesAsked = [...asked].filter((target) => !/^(\.|node:)/.test(target)).sort();
			expect(packagesAsked).toEqual(Object.keys(manifest.dependencies).sort());
		});

		/** An empty folder in which it is installed: nothing is there but what its package.json asks for. */
		function install(): string {
			const empty = mkdtempSync(path.join(folder, 'empty-'));
			const modules = path.join(empty, 'node_modules');
			mkdirSync(modules);
			execFileSync('cp', ['-r', path.join(folder, name), path.join(modules, name)]);
			for (const dependency of Object.keys(manifest.dependencies)) {
				symlinkSync(path.join(ROOT, 'node_modules', dependency), path.join(modules, dependency));
			}
			return empty;
		}

		it('runs from an empty folder: the API, the page and the samples are there', async () => {
			const empty = install();
			const command = [path.join('node_modules', name, bin), '--port', '0', '--state', 'state'];
			const child = spawn(process.execPath, command, { cwd: empty, stdio: ['ignore', 'pipe', 'inherit'] });
			const ended = new Promise((resolve) => child.once('close', resolve));
			try {
				let printed = '';
				for await (const chunk of child.stdout) {
					printed += String(chunk);
					if (printed.includes('Ctrl-C')) break;
				}
				const [url = ''] = /http:\S+/.exec(printed) ?? [];
				const baseUrl = /Base URL +(\S+)/.exec(printed)?.[1] ?? '';
				const asked = [
					`${url}/`,
					`${url}/app.js`,
					`${url}/sandbox/media/clip.mp4`,
					`${baseUrl}/session/info`,
				];
				const answers = await Promise.all(asked.map((address) => request(address)));
				expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 401]);
				await Promise.all(answers.map(({ body }) => body.dump()));
			} finally {
				child.kill('SIGTERM');
			}
			expect(await ended).toBe(0);
			expect(existsSync(path.join(empty, 'state'))).toBe(true);
		});
	},
);
