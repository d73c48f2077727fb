/**
 * Part of `npm run lint`: n8n's rules are live in all nodes and in every package.json that the build writes, and no comment
 * can hide what they find. ESLint's configuration is an ES module, which jest cannot load.
 */
import { deepStrictEqual } from 'node:assert';

import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';

import { sourcePackages } from '../../scripts/package/manifest';

const MISTAKES = `/* eslint-disable */
export const timer = setTimeout(() => undefined, 1);
export const field = { displayName: 'On', name: 'on', type: 'boolean', default: false, description: 'Is on' };
`;
const BROKEN = [
	'@n8n/community-nodes/no-restricted-globals',
	'n8n-nodes-base/node-param-description-boolean-without-whether',
];

// The rules in question need no types, which take most of the time.
const eslint = new ESLint({ overrideConfig: [tseslint.configs.disableTypeChecked] });

/** The names of the rules that a text breaks, linted as if it stood in the file. */
async function rulesBroken(text: string, filePath: string): Promise<(string | null)[]> {
	const [report] = await eslint.lintText(text, { filePath });
	const errors = report?.messages.filter(({ severity }) => severity === 2) ?? [];
	return errors.map(({ ruleId }) => ruleId).sort();
}

async function check(): Promise<void> {
	for (const file of ['nodes/shared/json.ts', 'packages/wuts-status/nodes/Wuts/service.ts']) {
		deepStrictEqual(await rulesBroken(MISTAKES, file), BROKEN, `n8n's rules are not live in ${file}.`);
	}
	const written = sourcePackages().filter(({ folder }) => folder !== '');
	for (const { manifest } of written) {
		deepStrictEqual(await rulesBroken(JSON.stringify(manifest), 'package.json'), []);
	}
	const wrong = { ...written[0]?.manifest, name: 'status', dependencies: { undici: '*' } };
	deepStrictEqual(await rulesBroken(JSON.stringify(wrong), 'package.json'), [
		'@n8n/community-nodes/no-runtime-dependencies',
		'@n8n/community-nodes/package-name-convention',
	]);
}

check().catch((error: unknown) => {
	console.error(error);
	process.exit(1);
});
