import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { manifestText, rootFacts, withFacts } from '../../scripts/facts';
import { entriesOf, placeOf, ROOT, sourcePackages, toolPackages } from '../../scripts/package/manifest';
import { SERVICES } from '../../scripts/services';
import { descriptionOf, newestVersion } from './descriptions';

const packages = sourcePackages();
const folders = ['nodes', 'credentials', 'packages'];
const files = folders.flatMap((folder) =>
	readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((name) =>
		path.posix.join(folder, name.split(path.sep).join('/')),
	),
);

/** From https://docs.n8n.io/integrations/creating-nodes/build/reference/node-codex-files/#node-categories. */
const CATEGORIES = [
	'Data & Storage',
	'Finance & Accounting',
	'Marketing & Content',
	'Productivity',
	'Miscellaneous',
	'Sales',
	'Development',
	'Analytics',
	'Communication',
	'Utility',
];

interface Codex {
	node: string;
	nodeVersion: string;
	categories: string[];
	resources: Record<string, unknown>;
}

interface Workflow {
	nodes: Array<{ type: string; parameters: Record<string, unknown> }>;
}

test('every service has a package of its own, named after it', () => {
	const names = packages.map(({ manifest }) => manifest.name);
	expect(new Set(names).size).toBe(SERVICES.length);
	for (const { name } of SERVICES) {
		expect(names.filter((one) => one.startsWith(`n8n-nodes-${name}`))).toHaveLength(1);
	}
});

test.each(['nodes', 'credentials'] as const)('all %s of the tree belong to exactly one package', (kind) => {
	const ending = { nodes: '.node.ts', credentials: '.credentials.ts' }[kind];
	const listed = packages.flatMap((source) => entriesOf(source)[kind]);
	expect([...listed].sort()).toEqual(files.filter((file) => file.endsWith(ending)).sort());
});

test('only packages without nodes have dependencies and a command', () => {
	expect(toolPackages().map(({ manifest }) => manifest.name)).toEqual(['wawp-sandbox']);
	expect(packages.map(({ manifest }) => manifest['bin'])).toEqual(packages.map(() => undefined));
});

test('the machinery is there once, for all packages', () => {
	const machinery = files.filter((file) => placeOf(file).startsWith('nodes/shared/'));
	expect(machinery.length).toBeGreaterThan(10);
	expect(machinery.filter((file) => file.startsWith('packages/'))).toEqual([]);
});

test('no output schema is in the tree: the build writes them', () => {
	expect(files.filter((file) => file.includes('__schema__'))).toEqual([]);
});

describe.each(packages.map((source) => ({ ...source, name: source.manifest.name })))('$name', (source) => {
	const { manifest } = source;

	it('needs nothing but its host', () => {
		expect(manifest['dependencies'] ?? {}).toEqual({});
		expect(manifest['peerDependencies']).toEqual({ 'n8n-workflow': '*' });
		expect(manifest.files.filter((file) => file !== 'CHANGELOG.md')).toEqual(['dist']);
	});

	it.each(entriesOf(source).nodes)("has a codex in n8n's own words for %s", async (node) => {
		const description = await descriptionOf(node);
		const codex = JSON.parse(readFileSync(path.join(ROOT, node.replace(/\.ts$/, '.json')), 'utf8')) as Codex;
		expect(codex.node).toBe(`${manifest.name}.${description.name}`);
		expect(Number(codex.nodeVersion)).toBe(newestVersion(description));
		expect(codex.categories.length).toBeGreaterThan(0);
		expect(codex.categories.filter((category) => !CATEGORIES.includes(category))).toEqual([]);
		expect(Object.keys(codex.resources).sort()).toEqual(['credentialDocumentation', 'primaryDocumentation']);
	});
});

describe('the facts that all packages share', () => {
	const facts = rootFacts();
	const moved = {
		...facts,
		version: '7.8.9',
		author: { name: 'Ada Example', email: 'ada@example.org' },
		repository: { type: 'git' as const, url: 'git+https://github.com/ada/n8n-nodes-wawp.git' },
		bugs: { url: 'https://github.com/ada/n8n-nodes-wawp/issues' },
	};

	it.each([...packages, ...toolPackages()].filter(({ folder }) => folder !== ''))(
		'come from the root in $folder: npm run docs writes them',
		({ folder, manifest }) => {
			const { version, license, author, repository, bugs } = facts;
			expect(manifest).toMatchObject({ version, license, author, repository, bugs });
			expect(manifest['repository']).not.toHaveProperty('directory');
			const text = manifestText(folder, moved);
			expect(JSON.parse(text)).toMatchObject({
				version: '7.8.9',
				author: moved.author,
				homepage: `https://github.com/ada/n8n-nodes-wawp/tree/HEAD/${folder}#readme`,
			});
			expect(text).not.toContain(facts.author.name);
		},
	);

	it('are written into pages and code too: the address of the repository, the name in the licence', () => {
		const text = [
			'Copyright (c) 2026 Somebody Else',
			'https://github.com/old/n8n-nodes-wawp.git and https://github.com/old/n8n-nodes-wawp/issues',
			'https://github.com/old/n8n-nodes-wawp-other and https://github.com/jshttp/mime-db',
		].join('\n');
		expect(withFacts(text, moved).split('\n')).toEqual([
			'Copyright (c) 2026 Ada Example',
			'https://github.com/ada/n8n-nodes-wawp.git and https://github.com/ada/n8n-nodes-wawp/issues',
			'https://github.com/old/n8n-nodes-wawp-other and https://github.com/jshttp/mime-db',
		]);
	});
});

test('an example that needs more than one package names them in a note', async () => {
	const types = await Promise.all(
		packages.flatMap((source) =>
			entriesOf(source).nodes.map(
				async (node) => `${source.manifest.name}.${(await descriptionOf(node)).name}`,
			),
		),
	);
	const examples = readdirSync(path.join(ROOT, 'examples')).filter((file) => file.endsWith('.json'));
	const needs = examples.map((file) => {
		const { nodes } = JSON.parse(readFileSync(path.join(ROOT, 'examples', file), 'utf8')) as Workflow;
		const others = nodes.filter(({ type }) => !/^(n8n-nodes-base|@n8n\/n8n-nodes-langchain)\./.test(type));
		const ours = others.map(({ type }) => type.replace(/Tool$/, ''));
		expect(ours.filter((type) => !types.includes(type))).toEqual([]);
		const needed = [...new Set(ours.map((type) => type.split('.')[0] ?? ''))];
		const notes = JSON.stringify(nodes.filter(({ type }) => type === 'n8n-nodes-base.stickyNote'));
		if (needed.length > 1) expect(needed.filter((name) => !notes.includes(`\`${name}\``))).toEqual([]);
		return needed.length;
	});
	expect(Math.max(...needs)).toBeGreaterThan(1);
});

test('the lock file has every platform of what it installs: npm refuses it on a fresh machine otherwise', () => {
	const lock = JSON.parse(readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8')) as {
		packages: Record<string, { optionalDependencies?: Record<string, string> }>;
	};
	const names = Object.keys(lock.packages);
	const optional = Object.values(lock.packages).flatMap((one) => Object.keys(one.optionalDependencies ?? {}));
	expect(optional.length).toBeGreaterThan(20);
	expect(optional.filter((name) => !names.some((place) => place.endsWith(`node_modules/${name}`)))).toEqual(
		[],
	);
});
