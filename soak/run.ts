/**
 * `npm run soak`: the issues' full numbers, on a real n8n with the packed package. Takes an hour or more.
 *
 *   npm run soak                   all parts, one after the other; docs/soak.md is written after each
 *   npm run soak -- flood queue    only these
 *   npm run soak -- --small queue  a twentieth, as in `npm run e2e`: to try a part; writes nothing
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { broken } from '../e2e/load/part';
import type { Part, Report, Row } from '../e2e/load/part';
import { Failure } from '../e2e/n8n/failure';
import { provideN8n } from '../e2e/n8n/install';
import { tryLock } from '../e2e/n8n/lock';
import { ROOT, WORK } from '../e2e/n8n/paths';
import { runSteps } from '../e2e/n8n/progress';
import { endOnSignals, leaveAfter, onShutdown } from '../e2e/n8n/shutdown';
import { FULL_NUMBERS } from '../e2e/numbers';
import { machine } from './machine';
import { withSection } from './page';
import { PARTS } from './parts';

const PAGE = path.join(ROOT, 'docs', 'soak.md');
const SMALL = '--small';
const MINUTE_MS = 60_000;

/** The parts that were asked for; all when none was named. */
function chosen(names: string[]): readonly Part[] {
	const unknown = names.find((name) => !PARTS.some((part) => part.name === name));
	if (unknown !== undefined) {
		throw new Failure(`there is no part ${unknown}; there are ${PARTS.map(({ name }) => name).join(', ')}.`);
	}
	return names.length === 0 ? PARTS : PARTS.filter(({ name }) => names.includes(name));
}

async function runPart(part: Part, small: boolean, report: Report): Promise<Row[]> {
	const since = Date.now();
	const rows = await part.run(report);
	const minutes = Math.max(1, Math.round((Date.now() - since) / MINUTE_MS));
	if (small) return rows;
	const { version } = await provideN8n(report);
	const day = new Date().toISOString().slice(0, 10);
	const page = existsSync(PAGE) ? readFileSync(PAGE, 'utf8') : '';
	const measured = { part, rows, day, minutes, machine: machine(), n8n: version };
	writeFileSync(PAGE, withSection(page, measured, PARTS));
	return rows;
}

async function main(args: string[]): Promise<number> {
	endOnSignals(() => 1);
	const small = args.includes(SMALL);
	if (!small) process.env[FULL_NUMBERS] = '1';
	const parts = chosen(args.filter((arg) => arg !== SMALL));
	const unlock = await tryLock(path.join(WORK, 'soak.pid'));
	if (typeof unlock === 'number') throw new Failure(`process ${unlock} runs it already.`);
	onShutdown(unlock);
	const all: Row[] = [];
	const steps = parts.map((part) => ({
		title: part.title,
		run: async (report: Report) => void all.push(...(await runPart(part, small, report))),
	}));
	// What was measured before a part that could not run is shown too.
	await runSteps(steps).finally(() => console.table(all));
	const problems = broken(all);
	console.log(`soak: ${all.length - problems.length} numbers hold, ${problems.length} do not`);
	return problems.length === 0 ? 0 : 1;
}

void leaveAfter(main(process.argv.slice(2)), 'It could not run to its end');
