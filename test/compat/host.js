/** The n8n that the tests run in: `npm run compat` says which by N8N_CORE, and installs it here. */
const path = require('node:path');

const version = process.env.N8N_CORE ?? '';

module.exports = { folder: path.join(__dirname, '..', '..', '.work', 'compat', version) };
