/** The files in the order of their names: the last one looks at what all others left behind. */
const { default: Sequencer } = require('@jest/test-sequencer');

module.exports = class extends Sequencer {
	sort(tests) {
		return [...tests].sort((one, other) => one.path.localeCompare(other.path));
	}
};
