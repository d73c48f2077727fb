/** Copies of the tree, in which things are broken: never in the tree itself. */
import { cpSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { ROOT, WORK } from '../e2e/n8n/paths';

const FOLDER = path.join(WORK, 'mutate');

/** What no test of a place reads. */
const LEFT_OUT = ['node_modules', '.git', '.work', 'dist', 'coverage', 'docs'];

/** Makes fresh copies of the tree, with its dependencies by a link. */
export function makeCopies(count: number): string[] {
	removeCopies();
	const entries = readdirSync(ROOT).filter((name) => !LEFT_OUT.includes(name));
	return Array.from({ length: count }, (_, index) => {
		const copy = path.join(FOLDER, String(index));
		mkdirSync(copy, { recursive: true });
		for (const name of entries) {
			const filter = (source: string) => path.basename(source) !== 'node_modules';
			cpSync(path.join(ROOT, name), path.join(copy, name), { recursive: true, filter });
		}
		symlinkSync(path.join(ROOT, 'node_modules'), path.join(copy, 'node_modules'), 'junction');
		return copy;
	});
}

/** Removes what `makeCopies` made. */
export function removeCopies(): void {
	rmSync(FOLDER, { recursive: true, force: true });
}

/** Does something while a file of a copy says something else. */
export async function whileBroken<T>(
	copy: string,
	file: string,
	text: string,
	act: () => Promise<T>,
): Promise<T> {
	writeFileSync(path.join(copy, file), text);
	try {
		return await act();
	} finally {
		cpSync(path.join(ROOT, file), path.join(copy, file));
	}
}
