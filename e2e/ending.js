/** A reporter for jest: a suite that left something open does not keep the run from ending, but makes it red. */
const PATIENCE_MS = 5000;

module.exports = class {
	/** The clock does not keep the process alive: it only rings when something else does. */
	onRunComplete() {
		setTimeout(() => {
			console.error('A suite did not close all that it opened: this ends the run, as a failure.');
			process.exit(1);
		}, PATIENCE_MS).unref();
	}
};
