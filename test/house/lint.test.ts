import { spawnSync } from 'node:child_process';
import path from 'node:path';

const ROOT = path.join(__dirname, '../..');

/** Lints `code` as if it stood in a file of nodes/; the names of the rules that it breaks. */
function rulesBroken(code: string): string[] {
	const { stdout } = spawnSync(
		'npx',
		['eslint', '--format', 'json', '--stdin', '--stdin-filename', 'nodes/shared/json.ts'],
		// In a single run typescript-eslint would read the file on disk instead of what it is given.
		{ cwd: ROOT, encoding: 'utf8', input: code, env: { ...process.env, TSESTREE_SINGLE_RUN: 'false' } },
	);
	const [report] = JSON.parse(stdout) as Array<{ messages: Array<{ ruleId: string }> }>;
	return report?.messages.map(({ ruleId }) => ruleId) ?? [];
}

test("n8n's rules are live in nodes/, and no comment can hide what they find", () => {
	const code = [
		'/* eslint-disable */',
		'export const timer = setTimeout(() => undefined, 1);',
		"export const field = { displayName: 'On', name: 'on', type: 'boolean', default: false, description: 'is on.' };",
	];
	expect(rulesBroken(code.join('\n'))).toEqual(
		expect.arrayContaining([
			'@n8n/community-nodes/no-restricted-globals',
			'n8n-nodes-base/node-param-description-boolean-without-whether',
		]),
	);
}, 60_000);
