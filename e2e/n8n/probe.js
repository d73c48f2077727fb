// @ts-check
/**
 * Loaded into n8n before n8n itself (`node --require`): writes twice a second how long the event loop was held since the
 * last time, and how much memory the process has. Plain JavaScript, since n8n's Node reads it as it is.
 */
const { appendFileSync } = require('node:fs');
const { monitorEventLoopDelay } = require('node:perf_hooks');
const { isMainThread } = require('node:worker_threads');

const EVERY_MS = 500;
const NS_PER_MS = 1e6;

/** The variable that names the file; n8n does not hand it on to the processes that it starts. */
const file = process.env['WAWP_PROBE_FILE'];

if (file !== undefined && isMainThread) {
	const delay = monitorEventLoopDelay({ resolution: 10 });
	delay.enable();
	const write = () => {
		const sample = { at: Date.now(), holdMs: delay.max / NS_PER_MS, rss: process.memoryUsage.rss() };
		delay.reset();
		appendFileSync(file, `${JSON.stringify(sample)}\n`);
	};
	setInterval(write, EVERY_MS).unref();
}
