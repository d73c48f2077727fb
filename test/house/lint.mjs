/**
 * Part of `npm run lint`: n8n's rules are live in nodes/, and no comment can hide what they find. ESLint and its plugins
 * are ES modules, which jest cannot load.
 */
import { deepStrictEqual } from 'node:assert';

import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';

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
const [report] = await eslint.lintText(MISTAKES, { filePath: 'nodes/shared/json.ts' });
const errors = report.messages.filter(({ severity }) => severity === 2).map(({ ruleId }) => ruleId);
deepStrictEqual(errors.sort(), BROKEN, "The mistakes of this file break other rules than n8n's.");
