import { copyFileSync } from 'node:fs';
import path from 'node:path';

import { ROOT } from './manifest';
import type { SourcePackage, ToolPackage } from './manifest';

const LICENSE = 'LICENSE.md';
const OWN = ['package.json', 'README.md', 'CHANGELOG.md'];

/** Copies what stands beside `dist` into the target of a package that has a folder of its own. */
export function addDocuments({ folder, target }: SourcePackage | ToolPackage): void {
	copyFileSync(path.join(ROOT, LICENSE), path.join(target, LICENSE));
	for (const name of OWN) copyFileSync(path.join(ROOT, folder, name), path.join(target, name));
}
