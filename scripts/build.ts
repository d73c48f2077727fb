/** `npm run build`: the package at the root, in dist/. */
import { buildPackage } from './package/build';
import { sourcePackages } from './package/manifest';

sourcePackages()
	.filter(({ folder }) => folder === '')
	.forEach(buildPackage);
