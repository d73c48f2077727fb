/** What the pages for people say, as far as it can be checked. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { ROOT } from './graph';

/** A page, by its path in the project. */
export interface Page {
	file: string;
	text: string;
}

const FENCE = /^( *)```(\w*)\n([\s\S]*?)^\1```$/gm;
const COMMENT = /<!--[\s\S]*?-->/g;
/** The build puts the licence beside each README. */
const PACKED = /^packages\/[\w-]+\/LICENSE\.md$/;
const TOPS = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md'];

/** All pages that people read: those at the root, docs/, and the READMEs of the packages. */
export function pages(): Page[] {
	const docs = readdirSync(path.join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.md'))
		.map((name) => path.posix.join('docs', name.split(path.sep).join('/')));
	const packages = readdirSync(path.join(ROOT, 'packages')).map((name) => `packages/${name}/README.md`);
	return [...TOPS, ...docs.sort(), ...packages].map((file) => ({
		file,
		text: readFileSync(path.join(ROOT, file), 'utf8'),
	}));
}

/** The prose of a page: without blocks of code and comments. */
export function proseOf({ text }: Page): string {
	return text.replace(FENCE, '').replace(COMMENT, '');
}

/** The lines of its blocks in the language of the shell. */
export function shellLines({ text }: Page): string[] {
	return [...text.matchAll(FENCE)]
		.filter(([, , language]) => language === 'sh')
		.flatMap(([, , , code = '']) => code.split('\n').map((line) => line.trim()))
		.filter((line) => line !== '');
}

/** What stands in its prose between backticks. */
export function codeOf(page: Page): string[] {
	return [...proseOf(page).matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);
}

/** Where the links and pictures of its prose lead to. */
export function linksOf(page: Page): string[] {
	const prose = proseOf(page).replace(/`[^`\n]*`/g, '');
	const targets = [...prose.matchAll(/\]\(\s*<?([^)\s>]+)|\bsrc(?:set)?="([^"\s]+)/g)];
	return targets.map(([, link, picture]) => link ?? picture ?? '');
}

/** The anchors that GitHub gives the headings of a page. */
export function anchorsOf(page: Page): string[] {
	const headings = page.text.replace(FENCE, '').match(/^#{1,6} .*$/gm) ?? [];
	const seen = new Map<string, number>();
	return headings.map((heading) => {
		const slug = slugOf(heading.replace(/^#+ /, ''));
		const before = seen.get(slug) ?? 0;
		seen.set(slug, before + 1);
		return before === 0 ? slug : `${slug}-${before}`;
	});
}

function slugOf(heading: string): string {
	return heading
		.toLowerCase()
		.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
		.replace(/[^\p{L}\p{N}\s_-]/gu, '')
		.trim()
		.replace(/\s/g, '-');
}

/** What is wrong with a local link of a page; undefined for a good one. */
export function localProblem(page: Page, link: string, all: Page[]): string | undefined {
	const [target = '', anchor] = link.split('#');
	const file = target === '' ? page.file : path.posix.join(path.posix.dirname(page.file), target);
	if (PACKED.test(file)) return undefined;
	if (!existsSync(path.join(ROOT, file))) return `${page.file}: no file ${link}`;
	if (anchor === undefined) return undefined;
	const other = all.find((one) => one.file === file);
	if (other !== undefined && anchorsOf(other).includes(anchor)) return undefined;
	return `${page.file}: no heading ${link}`;
}
