// @ts-check
/** What the whole process uses: time, CPU of all its threads, memory. */
const v8 = require('node:v8');
const vm = require('node:vm');

v8.setFlagsFromString('--expose-gc');
const collectGarbage = vm.runInNewContext('gc');
const MEGABYTE = 1024 * 1024;

let begun = { at: 0, cpu: process.cpuUsage(), inUse: 0 };
let peaks = { inUse: 0, rss: 0 };
/** @type {NodeJS.Timeout | undefined} */
let clock;

/** How often the memory is looked at. */
const EVERY_MS = 10;

/**
 * Ways to look: all that is there, garbage too; or what is in use. For that garbage is collected, but only where there is
 * more than was ever in use, since nothing else can be a new peak.
 *
 * @type {Record<string, (() => void) | undefined>}
 */
const LOOKS = {
	all: look,
	used: () => {
		if (inUse() <= peaks.inUse) return;
		collectGarbage();
		look();
	},
};

/**
 * Begins, with a heap without garbage.
 *
 * @param {string} memory how it is looked at; not at all for any other word
 */
function begin(memory) {
	collectGarbage();
	peaks = { inUse: 0, rss: 0 };
	look();
	const looks = LOOKS[memory];
	if (looks !== undefined) clock = setInterval(looks, EVERY_MS);
	begun = { at: performance.now(), cpu: process.cpuUsage(), inUse: peaks.inUse };
}

/** What was used since the beginning: milliseconds, and megabytes of heap and external memory (`peak`, `grown`) and of RSS. */
function end() {
	const wallMs = performance.now() - begun.at;
	const { user, system } = process.cpuUsage(begun.cpu);
	clearInterval(clock);
	return {
		wallMs,
		cpuMs: (user + system) / 1000,
		peakMb: peaks.inUse / MEGABYTE,
		grownMb: (peaks.inUse - begun.inUse) / MEGABYTE,
		rssMb: peaks.rss / MEGABYTE,
	};
}

function look() {
	peaks = {
		inUse: Math.max(peaks.inUse, inUse()),
		rss: Math.max(peaks.rss, process.memoryUsage.rss()),
	};
}

function inUse() {
	const { heapUsed, external } = process.memoryUsage();
	return heapUsed + external;
}

module.exports = { begin, end };
