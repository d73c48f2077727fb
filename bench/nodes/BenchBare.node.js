// @ts-check
const { describe, texts } = require('./describe');

/** The floor of a node that calls an API: reads its parameters item by item, and calls, so many at a time. */
class BenchBare {
	description = describe('benchBare', {
		credentials: [{ name: 'wawpApi', required: true }],
		properties: texts('method', 'path', 'atATime', 'id', 'text', 'simplify', 'options'),
	});

	/** @this {import('n8n-workflow').IExecuteFunctions} */
	async execute() {
		const isSend = this.getNodeParameter('method', 0) === 'POST';
		const path = this.getNodeParameter('path', 0);
		const { baseUrl } = await this.getCredentials('wawpApi');
		const results = this.getInputData().map((_, item) => ({ json: {}, pairedItem: { item } }));
		const waiting = results.entries();
		const work = async () => {
			for (const [item, result] of waiting) {
				const id = this.getNodeParameter('id', item);
				const qs = isSend ? { chatId: id, message: this.getNodeParameter('text', item) } : { contactId: id };
				// As many parameters as ours reads for each item; nothing is done with these.
				['simplify', 'options'].forEach((name) => this.getNodeParameter(name, item));
				const url = `${baseUrl}${path}`;
				/** @type {import('n8n-workflow').IHttpRequestOptions} */
				const request = { method: isSend ? 'POST' : 'GET', url, qs, json: true };
				result.json = await this.helpers.httpRequestWithAuthentication.call(this, 'wawpApi', request);
			}
		};
		await Promise.all(Array.from({ length: Number(this.getNodeParameter('atATime', 0)) }, work));
		return [results];
	}
}

module.exports = { BenchBare };
