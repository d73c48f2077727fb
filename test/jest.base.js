const { settings } = require('./es-modules');

/** What all runs of the tests have in common. */
module.exports = {
	testEnvironment: 'node',
	transform: {
		'\\.(ts|js)$': [
			'@swc/jest',
			{
				jsc: { parser: { syntax: 'typescript', decorators: true }, target: 'es2022' },
				module: { type: 'commonjs' },
			},
		],
	},
	...settings,
	testMatch: ['<rootDir>/test/**/*.test.ts'],
	modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.work', '<rootDir>/e2e/node_modules'],
};
