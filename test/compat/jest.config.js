const path = require('node:path');

const { transformIgnored } = require('../es-modules');
const base = require('../jest.base');
const { folder } = require('./host');

/** `npm run compat`: the tests of what runs in n8n, once more in an older n8n; see test/compat/run.ts. */
module.exports = {
	...base,
	rootDir: path.join(__dirname, '..', '..'),
	testMatch: ['<rootDir>/test/{nodes,credentials,stored}/**/*.test.ts'],
	resolver: '<rootDir>/test/compat/resolver.js',
	transformIgnorePatterns: transformIgnored(folder),
	modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/e2e/node_modules'],
	testTimeout: 60_000,
	maxWorkers: '100%',
};
