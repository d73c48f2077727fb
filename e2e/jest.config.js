const esModules = require('../test/es-modules').settings;

/** The end-to-end suite: `e2e/run.ts` starts n8n and then jest with this. */
module.exports = {
	rootDir: '..',
	testEnvironment: 'node',
	transform: {
		'\\.(ts|js)$': [
			'@swc/jest',
			{ jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
		],
	},
	...esModules,
	testMatch: ['<rootDir>/e2e/suites/*.e2e.ts'],
	modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.work', '<rootDir>/e2e/node_modules'],
	testSequencer: '<rootDir>/e2e/sequencer.js',
	reporters: ['default', '<rootDir>/e2e/ending.js'],
	testTimeout: 120_000,
	maxWorkers: 1,
};
