const esModules = require('./test/es-modules').settings;

/** Two projects: everything with the zod that n8n ships today, and the nodes once more with zod 4. */
const base = {
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
	...esModules,
	testMatch: ['<rootDir>/test/**/*.test.ts'],
	modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.work', '<rootDir>/e2e/node_modules'],
};

module.exports = {
	base,
	testTimeout: 30_000,
	// By itself jest leaves one core free, which on two cores halves the speed.
	maxWorkers: '100%',
	projects: [
		{ ...base, displayName: 'zod 3' },
		{
			...base,
			displayName: 'zod 4',
			testMatch: ['<rootDir>/test/{nodes,credentials}/**/*.test.ts'],
			resolver: '<rootDir>/test/zod-4-resolver.js',
		},
	],
};
