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

/**
 * Begins, with a heap without garbage.
 *
 * @param {number} everyMs how often the memory is looked at; 0 for never
 */
function begin(everyMs) {
	collectGarbage();
	peaks = { inUse: 0, rss: 0 };
	const inUse = look();
	if (everyMs > 0) clock = setInterval(look, everyMs);
	begun = { at: performance.now(), cpu: process.cpuUsage(), inUse };
}

/** What was used since the beginning: milliseconds, and megabytes of heap and external memory (`peak`, `grown`) and of RSS. */
function end() {
	const wallMs = performance.now() - begun.at;
	const { user, system } = process.cpuUsage(begun.cpu);
	clearInterval(clock);
	look();
	return {
		wallMs,
		cpuMs: (user + system) / 1000,
		peakMb: peaks.inUse / MEGABYTE,
		grownMb: (peaks.inUse - begun.inUse) / MEGABYTE,
		rssMb: peaks.rss / MEGABYTE,
	};
}

function look() {
	const { heapUsed, external, rss } = process.memoryUsage();
	const inUse = heapUsed + external;
	peaks = { inUse: Math.max(peaks.inUse, inUse), rss: Math.max(peaks.rss, rss) };
	return inUse;
}

module.exports = { begin, end };
