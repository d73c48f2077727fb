// @ts-check
const { describe } = require('./describe');

/** Makes as many items as the call asks for: each with an ID of its own, and a file if the call says how large. */
class BenchItems {
	description = describe('benchItems');

	/** @this {import('n8n-workflow').IExecuteFunctions} */
	async execute() {
		const [call] = this.getInputData();
		const { count, megabytes } = /** @type {{ count: number, megabytes: number }} */ (call?.json['body']);
		/** @type {import('n8n-workflow').INodeExecutionData[]} */
		const items = [];
		for (let index = 0; index < count; index++) {
			const json = { id: `2010${String(index).padStart(8, '0')}@c.us` };
			items.push(megabytes > 0 ? { json, binary: { data: await fileOf(this, megabytes, index) } } : { json });
		}
		return [items];
	}
}

/** @type {(context: import('n8n-workflow').IExecuteFunctions, megabytes: number, index: number) => Promise<import('n8n-workflow').IBinaryData>} */
async function fileOf({ helpers }, megabytes, index) {
	const bytes = Buffer.alloc(megabytes * 1024 * 1024, index + 1);
	return await helpers.prepareBinaryData(bytes, `${index}.bin`, 'application/octet-stream');
}

module.exports = { BenchItems };
