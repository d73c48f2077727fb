/** `npm run pack`: the tarballs of all packages in .work/pack, as `npm publish` takes them. */
import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';

import { buildPackage } from './package/build';
import { PACKED, PACKED_STAMP, sourcePackages, toolPackages } from './package/manifest';
import { pack } from './package/pack';
import { buildTool } from './package/tool';

const begun = new Date();
rmSync(PACKED, { recursive: true, force: true });
mkdirSync(PACKED, { recursive: true });
for (const source of sourcePackages()) buildPackage(source);
for (const tool of toolPackages()) buildTool(tool);
for (const source of [...sourcePackages(), ...toolPackages()]) {
	const { filename, size, entryCount } = pack(source, PACKED);
	console.log(`${filename}  ${(size / 1000).toFixed(1)} kB, ${entryCount} files`);
}
writeFileSync(PACKED_STAMP, '');
utimesSync(PACKED_STAMP, begun, begun);
