// @ts-check
const { describe, WEBHOOK } = require('./describe');

/** The floor of a trigger: hands on what it is sent. */
class BenchTrigger {
	description = describe('benchTrigger', WEBHOOK);

	/** @this {import('n8n-workflow').IWebhookFunctions} */
	async webhook() {
		return { workflowData: [[{ json: this.getBodyData() }]] };
	}
}

module.exports = { BenchTrigger };
