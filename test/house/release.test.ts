import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { parse } from 'yaml';

import { rootFacts } from '../../scripts/facts';
import { releaseProblems, type Release } from '../../scripts/release/problems';
import { ROOT } from './graph';

const WORKFLOWS = path.join(ROOT, '.github', 'workflows');

const ADDRESS = 'https://github.com/ada-lovelace/n8n-nodes-wawp';
const facts: Release['facts'] = {
	...rootFacts(),
	name: 'n8n-nodes-wawp',
	version: '1.2.3',
	author: { name: 'Ada Lovelace', email: 'ada@lovelace.dev' },
	homepage: `${ADDRESS}#readme`,
	repository: { type: 'git', url: `git+${ADDRESS}.git` },
	bugs: { url: `${ADDRESS}/issues` },
};
const CHANGELOG =
	'# Changelog\n\n## Unreleased\n\n## 1.2.3 - 2026-12-31\n\n### Added\n\n- All.\n\n## 1.2.2 - 2026-01-01\n';
const release: Release = { facts, changelogs: { 'CHANGELOG.md': CHANGELOG }, tag: 'v1.2.3' };

const at = (url: string): Partial<Release['facts']> => ({
	homepage: `${url}#readme`,
	repository: { type: 'git', url: `git+${url}.git` },
	bugs: { url: `${url}/issues` },
});

/** What stood here before somebody published it. */
const BEGINNING: Partial<Release['facts']> = {
	...at('https://github.com/n8n-nodes-wawp/n8n-nodes-wawp'),
	author: { name: 'The n8n-nodes-wawp authors', email: 'n8n-nodes-wawp@users.noreply.github.com' },
};

describe('a release', () => {
	it('goes out when version, tag and changelog agree and all is named', () => {
		expect(releaseProblems(release)).toEqual([]);
		expect(releaseProblems({ ...release, tag: undefined })).toEqual([]);
	});

	it.each<[string, Partial<Release['facts']>, RegExp]>([
		['the name that this tree began with', BEGINNING, /author\.name/],
		['the mail that this tree began with', BEGINNING, /author\.email/],
		['the account that this tree began with', BEGINNING, /repository\.url/],
		[
			'a made-up author',
			{ author: { name: 'The n8n-nodes-wawp authors', email: 'a@b.dev' } },
			/author\.name/,
		],
		['no author', { author: { name: ' ', email: 'a@b.dev' } }, /author\.name/],
		[
			'an address nobody reads',
			{ author: { name: 'Ada', email: 'x@users.noreply.github.com' } },
			/author\.email/,
		],
		['no address', { author: { name: 'Ada', email: '' } }, /author\.email/],
		[
			'an account with the name of the package',
			at('https://github.com/n8n-nodes-wawp/n8n-nodes-wawp'),
			/placeholder/,
		],
		['an account to fill in', at('https://github.com/your-name/n8n-nodes-wawp'), /placeholder/],
		['another host', at('https://example.com/ada/n8n-nodes-wawp'), /placeholder/],
		['a repository of another name', at('https://github.com/ada/wawp'), /must have the package's name/],
		['another homepage', { homepage: 'https://ada.dev' }, /homepage must be/],
		['another place for issues', { bugs: { url: 'https://ada.dev' } }, /bugs\.url must be/],
		['the version of no tag', { version: '1.2.2' }, /The tag v1\.2\.3 is not that of version 1\.2\.2/],
		[
			'the version of no section',
			{ version: '1.2.4' },
			/CHANGELOG\.md has no section "## 1\.2\.4 - YYYY-MM-DD"/,
		],
	])('is refused for %s', (_what, changed, reason) => {
		const problems = releaseProblems({ ...release, facts: { ...facts, ...changed } });
		expect(problems.filter((line) => reason.test(line))).toHaveLength(1);
	});

	it.each([
		['a section without a date', CHANGELOG.replace(' - 2026-12-31', ''), /no section/],
		['a version that only begins alike', CHANGELOG.replace('1.2.3 -', '1.2.30 -'), /no section/],
		['what still waits', CHANGELOG.replace('Unreleased\n', 'Unreleased\n\n- More.\n'), /under Unreleased/],
	])('is refused for %s', (_what, text, reason) => {
		const problems = releaseProblems({ ...release, changelogs: { 'packages/x/CHANGELOG.md': text } });
		expect(problems).toEqual([expect.stringMatching(reason)]);
		expect(problems[0]).toContain('packages/x/CHANGELOG.md');
	});

	it('takes the heading of Keep a Changelog too', () => {
		const changelogs = { 'CHANGELOG.md': CHANGELOG.replace('1.2.3 -', '[1.2.3] -') };
		expect(releaseProblems({ ...release, changelogs })).toEqual([]);
	});

	it('of this tree is judged by its facts, all its changelogs and the tag: the command says what is missing', () => {
		const tag = 'v0.0.0-none';
		const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'scripts/release/check.ts'], {
			cwd: ROOT,
			encoding: 'utf8',
			env: { ...process.env, GITHUB_REF_TYPE: 'tag', GITHUB_REF_NAME: tag },
		});
		const files = ['', ...readdirSync(path.join(ROOT, 'packages')).map((name) => `packages/${name}/`)];
		const changelogs = Object.fromEntries(
			files.map((folder) => [
				`${folder}CHANGELOG.md`,
				readFileSync(path.join(ROOT, folder, 'CHANGELOG.md'), 'utf8'),
			]),
		);
		const problems = releaseProblems({ facts: rootFacts(), changelogs, tag });
		expect(status).toBe(1);
		expect(stderr.trim().split('\n').slice(1).sort()).toEqual(problems.map((line) => `- ${line}`).sort());
		expect(problems).toContainEqual(expect.stringContaining(`The tag ${tag} is not that of version`));
	});
});

interface Step {
	uses?: string;
	run?: string;
}

interface Job {
	permissions?: Record<string, string>;
	steps: Step[];
}

interface Workflow {
	on: { push?: { tags?: string[]; branches?: string[] }; schedule?: { cron: string }[] };
	permissions: Record<string, string>;
	jobs: Record<string, Job>;
}

const workflows = readdirSync(WORKFLOWS).map((file) => ({
	file,
	workflow: parse(readFileSync(path.join(WORKFLOWS, file), 'utf8')) as Workflow,
}));

const stepsOf = ({ jobs }: Workflow): Step[] => Object.values(jobs).flatMap(({ steps }) => steps);

describe.each(workflows)('the workflow $file', ({ workflow }) => {
	const steps = stepsOf(workflow);

	it('runs commands that are there', () => {
		const { scripts } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
			scripts: Record<string, string>;
		};
		const lines = steps.flatMap(({ run = '' }) => run.split('\n'));
		const named = lines.flatMap((line) =>
			[...line.matchAll(/\bnpm (?:run )?([\w:]+)/g)].map(([, name = '']) => name),
		);
		const ofNpm = ['ci', 'publish'];
		expect(lines.length).toBeGreaterThan(0);
		expect(named.filter((name) => !ofNpm.includes(name) && scripts[name] === undefined)).toEqual([]);
		const files = lines.filter((line) => line.startsWith('.ci/'));
		expect(files.filter((file) => !existsSync(path.join(ROOT, file)))).toEqual([]);
	});

	it('uses actions of GitHub only, each by its commit, and may read only', () => {
		const used = steps.flatMap(({ uses }) => (uses === undefined ? [] : [uses]));
		expect(used.filter((action) => !/^actions\/[\w-]+@[0-9a-f]{40}$/.test(action))).toEqual([]);
		expect(workflow.permissions).toEqual({ contents: 'read' });
	});
});

describe('publishing', () => {
	const { workflow } = workflows.find(({ file }) => file === 'publish.yml') ?? {};
	const commands = workflow ? stepsOf(workflow).flatMap(({ run }) => run ?? []) : [];

	it('starts with a tag of a version, and with nothing else', () => {
		expect(workflow?.on).toEqual({ push: { tags: ['v*'] } });
	});

	it('comes after the release check and the tests, with provenance for every tarball', () => {
		const places = ['release:check', 'npm test', 'npm run pack', 'npm publish'].map((words) =>
			commands.findIndex((command) => command.includes(words)),
		);
		expect(places).not.toContain(-1);
		expect(places).toEqual([...places].sort((a, b) => a - b));
		expect(commands.at(-1)).toMatch(
			/in \.work\/pack\/\*\.tgz[\s\S]*npm publish .* --provenance --access public/,
		);
		expect(workflow?.jobs['publish']?.permissions).toEqual({ contents: 'read', 'id-token': 'write' });
	});
});

test("n8n's newest scanner runs each week", () => {
	const { workflow } = workflows.find(({ file }) => file === 'scan.yml') ?? {};
	expect(workflow?.on.schedule).toEqual([{ cron: expect.stringMatching(/^\d+ \d+ \* \* [0-6]$/) as string }]);
	expect(workflow && stepsOf(workflow).map(({ run }) => run)).toContain('npm run scan -- --newest');
});
