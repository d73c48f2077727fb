// The rules of n8n's own scanner for package.json, nodes/ and credentials/ of all packages; typescript-eslint strict everywhere.
// Inline disables do not count anywhere (noInlineConfig), as in n8n's scanner.
import communityNodes from '@n8n/eslint-plugin-community-nodes';
import prettier from 'eslint-config-prettier';
import importX, { createNodeResolver } from 'eslint-plugin-import-x';
import nodesBase from 'eslint-plugin-n8n-nodes-base';
import regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';

const PACKAGE = ['package.json'];
const NODES = ['{nodes,packages/*/nodes}/**/*.ts'];
const CREDENTIALS = ['{credentials,packages/*/credentials}/**/*.ts'];
/** What people read and change; tests may be as long as their cases. */
const MEASURED = [...NODES, ...CREDENTIALS, '{sandbox,e2e,demo,bench,mutate,scripts,soak}/**/*.{ts,mjs,js}'];
/** Lists of facts: long without being hard. */
const TABLES = [
	'nodes/Wawp/operations/*.ts',
	'nodes/Wawp/fields/{message,rich}.ts',
	'packages/*/nodes/*/operations.ts',
	'nodes/WawpTrigger/{events,properties}.ts',
	'mutate/places/*.ts',
];
const lines = (max) => ['error', { max, skipBlankLines: true, skipComments: true }];

const community = {
	plugins: communityNodes.configs.recommended.plugins,
	rules: asErrors(communityNodes.configs.recommended.rules),
};

/** Warnings of a rule set become errors: a warning that does not fail is not read. */
function asErrors(rules) {
	return Object.fromEntries(
		Object.entries(rules).map(([name, level]) => [
			name,
			Array.isArray(level) ? ['error', ...level.slice(1)] : 'error',
		]),
	);
}

export default tseslint.config(
	{ ignores: ['dist/**', '.work/**', 'coverage/**', '**/node_modules/**'] },
	{ linterOptions: { noInlineConfig: true } },
	{
		files: ['**/*.ts'],
		extends: [tseslint.configs.strictTypeChecked],
		languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
		rules: {
			'@typescript-eslint/restrict-template-expressions': [
				'error',
				{ allowNumber: true, allowBoolean: true },
			],
			'@typescript-eslint/consistent-type-imports': 'error',
			'@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
		},
	},
	{
		files: MEASURED,
		plugins: { 'import-x': importX },
		settings: {
			'import-x/extensions': ['.ts', '.js'],
			'import-x/parsers': { '@typescript-eslint/parser': ['.ts'] },
			'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts', '.js'] })],
		},
		rules: {
			'max-lines': lines(200),
			'max-lines-per-function': lines(30),
			complexity: ['error', 15],
			'import-x/no-cycle': ['error', { ignoreExternal: true }],
		},
	},
	// The body of a suite is one function.
	{ files: ['e2e/suites/**'], rules: { 'max-lines-per-function': 'off' } },
	{ files: TABLES, rules: { 'max-lines': lines(340) } },
	// As in n8n's scanner: its rules find nothing in the tree of a parser for JSON.
	{ files: PACKAGE, languageOptions: { parser: tseslint.parser }, ...community },
	{
		files: PACKAGE,
		plugins: { 'n8n-nodes-base': nodesBase },
		rules: asErrors(nodesBase.configs.community.rules),
	},
	{ files: [...NODES, ...CREDENTIALS], ...community },
	// Texts of others meet these expressions, in n8n's main process too: each must be done in one go.
	{
		files: [...NODES, ...CREDENTIALS],
		plugins: { regexp },
		rules: {
			'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
			'regexp/no-super-linear-move': ['error', { report: 'potential', ignorePartial: false }],
		},
	},
	{
		files: CREDENTIALS,
		plugins: { 'n8n-nodes-base': nodesBase },
		rules: {
			...asErrors(nodesBase.configs.credentials.rules),
			// For n8n's own repository, where the value is a page name: a community credential gives a URL.
			'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off',
		},
	},
	{
		files: NODES,
		plugins: { 'n8n-nodes-base': nodesBase },
		rules: {
			...asErrors(nodesBase.configs.nodes.rules),
			// These two want the strings ['main']; the community plugin's node-connection-type-literal forbids them.
			'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
			'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
		},
	},
	prettier,
);
