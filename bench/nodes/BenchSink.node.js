// @ts-check
const { appendFileSync } = require('node:fs');
const { describe, texts } = require('./describe');

/** Says that an execution came this far: a byte more in a file. */
class BenchSink {
	description = describe('benchSink', { properties: texts('file') });

	/** @this {import('n8n-workflow').IExecuteFunctions} */
	async execute() {
		appendFileSync(String(this.getNodeParameter('file', 0)), '.');
		return [this.getInputData()];
	}
}

module.exports = { BenchSink };
