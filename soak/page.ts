/** docs/soak.md: a section per part, each replaced when its part has run again. */
import type { Part, Row } from '../e2e/load/part';

const HEAD = `# Under load

Written by \`npm run soak\`: what the package does with thousands of events and under every fault, mostly on a real n8n.
\`npm run soak -- <part>\` measures one part and replaces its section. \`npm run e2e\` and \`npm test\` run a twentieth of it each time.
`;

/** What one run of a part measured, and where. */
export interface Measured {
	part: Part;
	rows: Row[];
	/** The day, as 2026-11-21. */
	day: string;
	minutes: number;
	/** One line on the machine. */
	machine: string;
	/** The version of n8n. */
	n8n: string;
}

/**
 * The page with the section of one part replaced.
 *
 * @param page as it was; empty for a new one
 * @param parts all that there are, in their order: sections of others go
 */
export function withSection(page: string, measured: Measured, parts: readonly Part[]): string {
	const sections = parts.flatMap((part) => {
		if (part.name === measured.part.name) return [sectionOf(measured)];
		return sectionIn(page, part.name);
	});
	return [HEAD, ...sections].join('\n');
}

function sectionIn(page: string, name: string): string[] {
	const start = page.indexOf(opening(name));
	const end = page.indexOf(closing(name));
	return start < 0 || end < start ? [] : [`${page.slice(start, end)}${closing(name)}\n`];
}

function sectionOf({ part, rows, day, minutes, machine, n8n }: Measured): string {
	const table = rows.map(
		({ what, asked, measured, holds }) =>
			`| ${cell(what)} | ${cell(asked)} | ${cell(measured)} | ${verdict(asked, holds)} |`,
	);
	return `${opening(part.name)}

## ${part.title}

${part.about()}

Measured on ${day} in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'} by \`npm run soak -- ${part.name}\`: n8n ${n8n}, ${machine}.

| | Asked | Measured | |
| --- | --- | --- | --- |
${table.join('\n')}

${closing(part.name)}
`;
}

function verdict(asked: string, holds: boolean): string {
	if (asked === '') return '';
	return holds ? 'holds' : '**does not hold**';
}

/** A text that ends no column. */
function cell(text: string): string {
	return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

function opening(name: string): string {
	return `<!-- ${name} -->`;
}

function closing(name: string): string {
	return `<!-- end of ${name} -->`;
}
