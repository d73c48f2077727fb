import { repositoryAddress } from '../facts';
import type { Facts } from '../facts';

/** What a release is judged by. */
export interface Release {
	/** The package.json at the root. */
	facts: Facts;
	/** The changelogs of all packages, by their paths. */
	changelogs: Record<string, string>;
	/** The tag that shall be published; undefined to look only whether one could be. */
	tag: string | undefined;
}

/** Words that stand where nobody has written the real ones yet. */
const PLACEHOLDERS = {
	name: /\bauthors?\b|\byour\b|example|placeholder|^\s*$/i,
	email: /noreply|example|placeholder|^[^@]*$/i,
};

/** Everything that stands between a tree and its release, as sentences; none when it can be published. */
export function releaseProblems({ facts, changelogs, tag }: Release): string[] {
	return [
		...authorProblems(facts),
		...addressProblems(facts),
		...versionProblems(facts, tag),
		...Object.entries(changelogs).flatMap(([file, text]) => changelogProblems(file, text, facts.version)),
	];
}

function authorProblems({ author: { name, email } }: Facts): string[] {
	return [
		...problem(PLACEHOLDERS.name.test(name), `author.name "${name}" is a placeholder.`),
		...problem(PLACEHOLDERS.email.test(email), `author.email "${email}" is a placeholder.`),
	];
}

function addressProblems(facts: Facts): string[] {
	const { name, homepage, bugs } = facts;
	const address = repositoryAddress(facts);
	const [, owner = '', repository] = /^https:\/\/github\.com\/([\w-]+)\/([\w.-]+)$/.exec(address) ?? [];
	const isPlaceholder = owner === '' || owner === name || PLACEHOLDERS.name.test(owner);
	return [
		...problem(isPlaceholder, `repository.url "${address}" is a placeholder: it names no account of GitHub.`),
		// The address is known by this name wherever it is written.
		...problem(
			!isPlaceholder && repository !== name,
			`The repository must have the package's name, ${name}.`,
		),
		...problem(homepage !== `${address}#readme`, `homepage must be ${address}#readme.`),
		...problem(bugs.url !== `${address}/issues`, `bugs.url must be ${address}/issues.`),
	];
}

function versionProblems({ version }: Facts, tag: string | undefined): string[] {
	const isWrong = tag !== undefined && tag !== `v${version}`;
	return problem(isWrong, `The tag ${tag ?? ''} is not that of version ${version}: v${version}.`);
}

function changelogProblems(file: string, text: string, version: string): string[] {
	const sections = text.split(/^## /m).slice(1);
	const unreleased = sections.find((section) => /^Unreleased\b/i.test(section));
	const isDated = sections.some((section) => {
		const [, name] = /^\[?([^\s\]]+)\]? - \d{4}-\d{2}-\d{2}$/m.exec(section.split('\n')[0] ?? '') ?? [];
		return name === version;
	});
	const waits = unreleased?.split('\n').slice(1).join('').trim() ?? '';
	return [
		...problem(!isDated, `${file} has no section "## ${version} - YYYY-MM-DD".`),
		...problem(waits !== '', `${file} still has changes under Unreleased.`),
	];
}

function problem(isThere: boolean, sentence: string): string[] {
	return isThere ? [sentence] : [];
}
