import { spawnSync } from 'node:child_process';

import { ROOT, sourcePackages } from '../../scripts/package/manifest';

/** Lints a text as if it stood in `file`; the names of the rules that it breaks. */
function rulesBroken(code: string, file: string): string[] {
	const { stdout } = spawnSync(
		'npx',
		['eslint', '--format', 'json', '--stdin', '--stdin-filename', file],
		// In a single run typescript-eslint would read the file on disk instead of what it is given.
		{ cwd: ROOT, encoding: 'utf8', input: code, env: { ...process.env, TSESTREE_SINGLE_RUN: 'false' } },
	);
	const [report] = JSON.parse(stdout) as Array<{ messages: Array<{ ruleId: string }> }>;
	return report?.messages.map(({ ruleId }) => ruleId) ?? [];
}

test.each(['nodes/shared/json.ts', 'packages/wuts-status/nodes/Wuts/service.ts'])(
	"n8n's rules are live in %s, and no comment can hide what they find",
	(file) => {
		const code = [
			'/* eslint-disable */',
			'export const timer = setTimeout(() => undefined, 1);',
			"export const field = { displayName: 'On', name: 'on', type: 'boolean', default: false, description: 'is on.' };",
		];
		expect(rulesBroken(code.join('\n'), file)).toEqual(
			expect.arrayContaining([
				'@n8n/community-nodes/no-restricted-globals',
				'n8n-nodes-base/node-param-description-boolean-without-whether',
			]),
		);
	},
	60_000,
);

test("n8n's rules hold for every package.json that the build writes, and are live there", () => {
	const written = sourcePackages().filter(({ folder }) => folder !== '');
	for (const { manifest } of written)
		expect(rulesBroken(JSON.stringify(manifest), 'package.json')).toEqual([]);
	const wrong = { ...written[0]?.manifest, name: 'status', dependencies: { undici: '*' } };
	expect(rulesBroken(JSON.stringify(wrong), 'package.json')).toEqual(
		expect.arrayContaining([
			'@n8n/community-nodes/no-runtime-dependencies',
			'@n8n/community-nodes/package-name-convention',
		]),
	);
}, 60_000);
