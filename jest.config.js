const base = require('./test/jest.base');

/** Two projects: everything with the zod that n8n ships today, and the nodes once more with zod 4. */
module.exports = {
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
