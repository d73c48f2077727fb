/**
 * `npm run pack`: the tarballs of all packages, as `npm publish` takes them.
 *
 *   npm run pack                 into .work/pack
 *   npm run pack -- <folder>     into another folder
 */
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';

import { buildPackage } from './package/build';
import { ROOT, sourcePackages } from './package/manifest';
import { pack } from './package/pack';

const folder = path.resolve(process.argv[2] ?? path.join(ROOT, '.work', 'pack'));
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
for (const source of sourcePackages()) {
	buildPackage(source);
	const { filename, size, entryCount } = pack(source, folder);
	console.log(`${filename}  ${(size / 1000).toFixed(1)} kB, ${entryCount} files`);
}
