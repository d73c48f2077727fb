// @ts-check
/**
 * The first thing that `npm run e2e` does: looks whether the machine has all that the suite needs, before anything is
 * installed or started. Plain JavaScript without dependencies, since they may be among what is not there yet.
 */
const { hasPinnedN8n } = require('./n8n/paths');
const { BUILD_TOOLS, QUEUE_TOOLS, whatIsMissing } = require('./n8n/tools');

const installsN8n = (process.env['N8N_BIN'] ?? '') === '' && !hasPinnedN8n();
const ofSuites = ['Chromium', 'tar', ...QUEUE_TOOLS, ...(installsN8n ? BUILD_TOOLS : [])];
const hasNoSuites = (process.env['N8N_URL'] ?? '') !== '';
const missing = whatIsMissing(hasNoSuites ? [] : ofSuites);
if (missing !== undefined) {
	console.error(`The suite cannot run: ${missing}`);
	process.exitCode = 1;
}
