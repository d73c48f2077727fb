const [zod3] = require('../../jest.config').projects;

/** Not one of the tests: `npx jest --config test/stored/jest.config.js` stores the workflows of a version. */
module.exports = { ...zod3, rootDir: '../..', testMatch: ['<rootDir>/test/stored/record.ts'] };
