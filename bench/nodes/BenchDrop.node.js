// @ts-check
const { describe, WEBHOOK } = require('./describe');

/** The floor of a trigger that drops: answers, and starts nothing. */
class BenchDrop {
	description = describe('benchDrop', WEBHOOK);

	async webhook() {
		return {};
	}
}

module.exports = { BenchDrop };
