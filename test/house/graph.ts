import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import ts from 'typescript';

export const ROOT = path.join(__dirname, '../..');

/** One import, types included: both by their paths in the project and without endings; a package by its name. */
export interface Import {
	file: string;
	target: string;
}

const ENDING = /\.(ts|js|mjs)$/;

/** The files of code in folders of the project, by their paths without ending. */
export function filesIn(...folders: string[]): Map<string, string> {
	const files = folders.flatMap((folder) =>
		readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
			.map((name) => path.posix.join(folder, name.split(path.sep).join('/')))
			.filter((name) => ENDING.test(name) && !name.includes('node_modules')),
	);
	return new Map(files.map((file) => [file.replace(ENDING, ''), file]));
}

/** All that the files import, require or hand on. */
export function importsOf(files: Map<string, string>): Import[] {
	return [...files].flatMap(([file, name]) => {
		const text = readFileSync(path.join(ROOT, name), 'utf8');
		return ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => ({
			file,
			target: fileName.startsWith('.') ? resolve(files, file, fileName) : fileName,
		}));
	});
}

/** A folder means the `index` in it. */
function resolve(files: Map<string, string>, file: string, asked: string): string {
	const target = path.posix.join(path.posix.dirname(file), asked).replace(ENDING, '');
	return files.has(target) ? target : path.posix.join(target, 'index');
}

/** The place of a file among levels, from the ground up; -1 for none. */
export function levelIn(levels: RegExp[], file: string): number {
	return levels.findIndex((level) => level.test(file));
}

/** The imports that lead to a higher level, of the files that have one. */
export function stepsUp(levels: RegExp[], all: Import[]): Import[] {
	const known = all.filter(({ file }) => levelIn(levels, file) >= 0);
	return known.filter(({ file, target }) => levelIn(levels, target) > levelIn(levels, file));
}

/** The files that import each other in a circle, and those that need them. */
export function circular(all: Import[]): string[] {
	const from = new Set(all.map(({ file }) => file));
	const open = all.filter(({ target }) => from.has(target));
	return open.length === all.length ? [...from] : circular(open);
}
