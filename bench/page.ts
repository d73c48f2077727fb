/** docs/benchmarks.md: a section for each part of the bench, replaced when that part is measured again. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';
import path from 'node:path';

import { ROOT } from '../e2e/n8n/paths';
import type { Outcome } from './experiment';
import { outcomeText } from './report';

const PAGE = path.join(ROOT, 'docs', 'benchmarks.md');

const HEAD = `# Benchmarks

Written by \`npm run bench\`. To repeat it: \`npm run bench\` on a quiet machine (Linux; about half an hour, and
once some minutes more to install n8n), or \`npm run bench -- actions\`, \`npm run bench -- trigger\`. With \`--quick\` it only
shows that it runs.

All of one table takes turns inside one n8n, after rounds that warm up; a ratio is the median of the ratios of the
rounds, with the least and the most of them. The sandbox is a process of its own and answers each call after 25 ms. "Bare" are the nodes in \`bench/nodes/\`, at most 40 lines each: the least that any node
costs in n8n. Absolute figures are those of the machine named; the ratios are what to look at.

- **Actions**: wall time and CPU (all threads of n8n's process) are taken inside n8n, from right before the node to right
  behind it. Memory is looked at every 10 ms inside n8n, from a heap without garbage on: with the garbage that V8 leaves
  lying about, or only what is in use, for which garbage is collected whenever there is more than was ever in use (which
  takes time). undici stands for the network alone: it runs outside of n8n and shows what the calls cost without it.
- **Trigger**: deliveries come one after the other; in a round each trigger has eight turns of less than a second. CPU is
  what \`/proc\` says of n8n's process from the first delivery of a turn until it is quiet again; wall time ends with the last
  execution, or with the last answer where nothing is executed. Six rounds warm up the first table of a part, one each of the
  others: for its first two minutes V8 also compiles what it runs, on threads whose CPU counts, and more of it where more
  code runs. n8n runs for days. Ours has Simplify on, as it has by default, so that n8n stores less of an event than with the
  bare trigger. What n8n spends on our fields counts as ours.
- **What the limits are against**: where deliveries start the workflow, a bare trigger that has the credential too. Ours cannot
  check a proof without its secret, and n8n asks its database about the credential twice before each execution, whatever the node
  does with it. The ratio to the bare trigger without it stands below that, without a limit; it can be above 1.10. Dropped
  deliveries start no execution, so their limit is against a bare trigger that drops.
`;

/** The parts of the page, in its order. */
export type Part =
	'Actions' | "Trigger, at n8n's defaults" | 'Trigger, with N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE=true';
const PARTS: Part[] = [
	'Actions',
	"Trigger, at n8n's defaults",
	'Trigger, with N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE=true',
];

/** A part that was measured. */
export interface Section {
	part: Part;
	outcomes: Outcome[];
}

/**
 * A section as it stands on the page.
 *
 * @param versions what it ran on, in words
 */
export function sectionText({ part, outcomes }: Section, versions: string): string {
	const [cpu] = cpus();
	const memory = Math.round(totalmem() / 2 ** 30);
	const machine = `${cpus().length} × ${cpu?.model.trim() ?? 'CPU'}, ${memory} GiB, ${type()} ${release()}`;
	const when = `Measured on ${new Date().toISOString().slice(0, 10)} with ${versions}; ${machine}.`;
	return [`## ${part}`, when, ...outcomes.map(outcomeText)].join('\n\n');
}

/** Writes sections into the page of the project. */
export function writePage(sections: Map<Part, string>): void {
	const before = existsSync(PAGE) ? readFileSync(PAGE, 'utf8') : '';
	writeFileSync(PAGE, pageWith(before, sections));
}

/** A page with these sections in the place of its own; the others stay as they are. */
export function pageWith(page: string, sections: Map<Part, string>): string {
	const before = sectionsOf(page);
	const texts = PARTS.flatMap((part) => sections.get(part) ?? before.get(part) ?? []);
	return `${[HEAD.trim(), ...texts].join('\n\n')}\n`;
}

/** The sections of a page by their parts. */
function sectionsOf(page: string): Map<Part, string> {
	const texts = page.split(/^(?=## )/m).map((text) => text.trim());
	return new Map(
		PARTS.flatMap((part) => {
			const text = texts.find((one) => one.startsWith(`## ${part}\n`));
			return text === undefined ? [] : [[part, text] as const];
		}),
	);
}
