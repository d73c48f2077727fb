/**
 * What all packages and pages say alike: version, licence, author and the address of the repository. The package.json at
 * the root states them; `npm run docs` writes them everywhere else, because n8n's scanner and npm read each file by itself.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { z } from 'zod';

const ROOT = path.join(__dirname, '..');

const rootSchema = z
	.object({
		name: z.string(),
		version: z.string(),
		license: z.string(),
		author: z.object({ name: z.string(), email: z.string() }),
		homepage: z.string(),
		repository: z.object({ type: z.literal('git'), url: z.string() }),
		bugs: z.object({ url: z.string() }),
		engines: z.record(z.string()),
		peerDependencies: z.record(z.string()),
		peerDependenciesMeta: z.record(z.object({ optional: z.boolean() })),
		devDependencies: z.record(z.string()),
	})
	.passthrough();

/** The package.json at the root. */
export type Facts = z.infer<typeof rootSchema>;

/** What a package.json under packages/ says of itself. */
const ownSchema = z
	.object({ name: z.string(), dependencies: z.record(z.string()).optional(), n8n: z.unknown() })
	.passthrough();

const FOLDERS = ['nodes', 'credentials', 'packages', 'docs', '.github'];
const PAGES = ['README.md', 'LICENSE.md', 'CONTRIBUTING.md', 'SECURITY.md'];
const TEXT = /\.(ts|json|md|ya?ml)$/;

/** The package.json at the root, read anew. Throws a `ZodError` when a fact is missing. */
export function rootFacts(): Facts {
	return rootSchema.parse(JSON.parse(read('package.json')));
}

/** The address of the repository: where people see it. */
export function repositoryAddress({ repository }: Pick<Facts, 'repository'>): string {
	return repository.url.replace(/^git\+/, '').replace(/\.git$/, '');
}

/** A text with the author and the address of the repository as the root states them. */
export function withFacts(text: string, facts: Facts): string {
	const address = new RegExp(`https://github\\.com/[\\w.-]+/${facts.name}(?![\\w-])`, 'g');
	return text
		.replace(address, repositoryAddress(facts))
		.replace(/(?<=^Copyright \(c\) \d{4} ).*$/m, facts.author.name);
}

/** The package.json of a folder below packages/ with what the root states: all of it for nodes, no host for other tools. */
export function manifestText(folder: string, facts: Facts): string {
	const own = ownSchema.parse(JSON.parse(read(`${folder}/package.json`)));
	const { version, license, author, repository, bugs, engines, peerDependencies, peerDependenciesMeta } =
		facts;
	const shared = { version, license, author, repository, bugs };
	const homepage = `${repositoryAddress(facts)}/tree/HEAD/${folder}#readme`;
	const byKind =
		own.n8n === undefined
			? { dependencies: lockedVersions(own.dependencies ?? {}, facts) }
			: { engines, peerDependencies, peerDependenciesMeta };
	return `${JSON.stringify(inOrder({ ...own, ...shared, homepage, ...byKind }), null, '\t')}\n`;
}

/** The files beside generated pages that repeat a fact, as they have to be. */
export function factPages(facts: Facts): Record<string, string> {
	const files = [...PAGES, ...FOLDERS.flatMap(filesIn)];
	const texts = files.map((file): [string, string] => [file, read(file)]);
	const repeating = texts.filter(([, text]) => text !== withFacts(text, { ...facts, ...NOBODY }));
	const folders = readdirSync(path.join(ROOT, 'packages')).map((name) => `packages/${name}`);
	return {
		...Object.fromEntries(repeating.map(([file, text]) => [file, withFacts(text, facts)])),
		...Object.fromEntries(folders.map((folder) => [`${folder}/package.json`, manifestText(folder, facts)])),
	};
}

/** As people write a package.json. */
const ORDER = [
	'name',
	'version',
	'description',
	'license',
	'author',
	'homepage',
	'repository',
	'bugs',
	'keywords',
	'engines',
	'bin',
	'files',
	'n8n',
	'peerDependencies',
	'peerDependenciesMeta',
	'dependencies',
];

/** Throws an `Error` for a member that has no place in a package.json of this tree. */
function inOrder(manifest: Record<string, unknown>): Record<string, unknown> {
	const unknown = Object.keys(manifest).filter((name) => !ORDER.includes(name));
	if (unknown.length > 0) throw new Error(`A package.json under packages/ has ${unknown.join(', ')}.`);
	const given = ORDER.filter((name) => manifest[name] !== undefined);
	return Object.fromEntries(given.map((name) => [name, manifest[name]]));
}

/** Facts that no file states: what they would change in a text is a fact in it. */
const NOBODY = { author: { name: '', email: '' }, repository: { type: 'git' as const, url: '' } };

/** The versions that this tree is tested with. */
function lockedVersions(names: Record<string, string>, { devDependencies }: Facts): Record<string, string> {
	const versions = Object.keys(names).map((name) => [name, devDependencies[name] ?? ''] as const);
	const unknown = versions.filter(([, version]) => version === '').map(([name]) => name);
	if (unknown.length > 0) throw new Error(`package.json has no version of ${unknown.join(', ')}.`);
	return Object.fromEntries(versions);
}

function filesIn(folder: string): string[] {
	return readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
		.map((name) => path.posix.join(folder, name.split(path.sep).join('/')))
		.filter((file) => TEXT.test(file));
}

function read(file: string): string {
	return readFileSync(path.join(ROOT, file), 'utf8');
}
