/**
 * `npm run release:check`: whether this tree can be published; in a GitHub workflow also whether the tag that started it
 * (`GITHUB_REF_NAME`) is that of its version. It ends with 1 and a line for each thing to mend.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { rootFacts } from '../facts';
import { ROOT, sourcePackages, toolPackages } from '../package/manifest';
import { releaseProblems } from './problems';

const CHANGELOG = 'CHANGELOG.md';

const files = [...sourcePackages(), ...toolPackages()].map(({ folder }) =>
	path.posix.join(folder, CHANGELOG),
);
const changelogs = Object.fromEntries(
	files.map((file) => [file, readFileSync(path.join(ROOT, file), 'utf8')]),
);
const tag = process.env['GITHUB_REF_TYPE'] === 'tag' ? process.env['GITHUB_REF_NAME'] : undefined;
const problems = releaseProblems({ facts: rootFacts(), changelogs, tag });

if (problems.length === 0) {
	console.log('This tree can be published.');
} else {
	console.error(['This tree cannot be published:', ...problems.map((line) => `- ${line}`)].join('\n'));
	process.exitCode = 1;
}
