// @ts-check
const { describe, texts } = require('./describe');
const gauge = require('./gauge');

/** Stands before what is measured, and again behind it; the second one gives what was used, and by how many items. */
class BenchMeter {
	description = describe('benchMeter', { properties: texts('edge', 'memory') });

	/** @this {import('n8n-workflow').IExecuteFunctions} */
	async execute() {
		const items = this.getInputData();
		if (this.getNodeParameter('edge', 0) === 'end')
			return [[{ json: { items: items.length, ...gauge.end() } }]];
		gauge.begin(String(this.getNodeParameter('memory', 0)));
		return [items];
	}
}

module.exports = { BenchMeter };
