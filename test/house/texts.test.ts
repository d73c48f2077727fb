import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';
import path from 'node:path';

import { entriesOf, ROOT, sourcePackages } from '../../scripts/package/manifest';
import { descriptionOf } from './descriptions';

/** What only those know who know how Wawp is built, or what a computer calls it. */
const JARGON =
	/\b(WAHA|WEBJS|NOWEB|GOWS|Baileys|inferred|LIDs?|JIDs?|address(es)?|decrypt\w*|acknowledge\w*|binary propert\w+)\b/i;

/** Longer examples do not fit into a field, shorter ones not into one that has a choice beside it. */
const LONGEST_EXAMPLE = 40;
const LONGEST_BESIDE_MODE = 33;

/** The unit that stands in a label, by the name of the field or what its description counts. */
const UNITS: [RegExp, string][] = [
	[/(seconds|timeout|^pause(Min|Max)|^delay)$/i, '(Seconds)'],
	[/(minutes|^maximumAge)$/i, '(Minutes)'],
	[/hours$/i, '(Hours)'],
	[/^days$/i, '(Days)'],
	[/(megabytes|MaximumSize)$/i, '(MB)'],
];

/** Words that a title writes small. */
const SMALL = [
	'a',
	'as',
	'at',
	'by',
	'for',
	'from',
	'in',
	'of',
	'on',
	'or',
	'per',
	'the',
	'to',
	'and',
	'vCard',
];

interface Shown {
	path: string;
	property: INodeProperties;
}

/** A property and all within it. */
function within(property: INodeProperties, around: string): Shown[] {
	const own = { path: `${around} → ${property.displayName}`, property };
	const { type, options = [] } = property;
	if (type === 'collection')
		return [own, ...(options as INodeProperties[]).flatMap((one) => within(one, own.path))];
	if (type !== 'fixedCollection') return [own];
	const groups = options as INodePropertyCollection[];
	return [own, ...groups.flatMap(({ values }) => values.flatMap((one) => within(one, own.path)))];
}

/** Resource and operation of a property, for messages. */
function placeOf({ displayOptions }: INodeProperties): string {
	const { resource = [], operation = [] } = displayOptions?.show ?? {};
	return JSON.stringify([resource[0], operation[0]]);
}

async function credentialOf(entry: string): Promise<INodeProperties[]> {
	const classes = (await import(path.join(ROOT, entry))) as Record<
		string,
		new () => { properties: INodeProperties[] }
	>;
	return Object.values(classes).flatMap((Credential) => new Credential().properties);
}

const sources = sourcePackages().map(entriesOf);
const forms = [
	...sources.flatMap(({ nodes }) => nodes).map((entry) => ({ entry, isNode: true })),
	...sources.flatMap(({ credentials }) => credentials).map((entry) => ({ entry, isNode: false })),
];

describe.each(forms)('what people read in $entry', ({ entry, isNode }) => {
	let all: Shown[];
	let fields: Shown[];
	beforeAll(async () => {
		const properties = isNode ? (await descriptionOf(entry)).properties : await credentialOf(entry);
		all = properties.flatMap((property) => within(property, placeOf(property)));
		fields = all.filter(({ property }) => property.type !== 'notice');
		expect(fields.length).toBeGreaterThan(1);
	});

	const pathsOf = (found: Shown[]) => [...new Set(found.map(({ path: where }) => where))];
	const choicesOf = ({ type, options = [] }: INodeProperties) =>
		/options$/i.test(type) ? (options as INodePropertyOptions[]) : [];

	test('each field has a label and a description', () => {
		const without = ({ property }: Shown) => !property.displayName || !property.description;
		expect(pathsOf(fields.filter(without))).toEqual([]);
	});

	test('labels are titles, and a description is more than its label', () => {
		const isTitle = (label: string) =>
			label
				.replace(/[(),]/g, '')
				.split(/[ -]/)
				.every((word) => /^[A-Z0-9]/.test(word) || SMALL.includes(word));
		expect(fields.map(({ property }) => property.displayName).filter((label) => !isTitle(label))).toEqual([]);
		const says = ({ property }: Shown) => property.description === property.displayName;
		expect(pathsOf(fields.filter(says))).toEqual([]);
	});

	test('switches say "Whether", and no description is what only a computer would write', () => {
		const switches = fields.filter(({ property }) => property.type === 'boolean');
		expect(pathsOf(switches.filter(({ property }) => !/^Whether /.test(property.description ?? '')))).toEqual(
			[],
		);
		const dry = /^(Format:|Example:|One of:|undefined)|\b(some text|undefined|null)\b/;
		const isDry = ({ property }: Shown) => dry.test((property.description ?? '').replace('some text of', ''));
		expect(pathsOf(fields.filter(isDry))).toEqual([]);
	});

	test('what is typed has an example that fits into its field', () => {
		const typed = fields.filter(({ property }) => ['string', 'json'].includes(property.type));
		const isRight = ({ property: { placeholder = '', type } }: Shown) =>
			placeholder.startsWith('e.g. ') && (type === 'json' || placeholder.length <= LONGEST_EXAMPLE);
		expect(pathsOf(typed.filter((one) => !isRight(one)))).toEqual([]);
		const modes = fields.flatMap(({ property }) => property.modes ?? []);
		const ways = modes.filter(({ type }) => type === 'string');
		const wrong = ways.filter(
			({ placeholder = '' }) => !placeholder.startsWith('e.g. ') || placeholder.length > LONGEST_BESIDE_MODE,
		);
		expect(wrong).toEqual([]);
	});

	test('units stand in the label', () => {
		const numbers = fields.filter(({ property }) => property.type === 'number');
		const wrong = numbers.filter(({ property: { name, displayName } }) =>
			UNITS.some(([counted, unit]) => counted.test(name) && !displayName.endsWith(unit)),
		);
		expect(pathsOf(wrong)).toEqual([]);
	});

	test('nothing is said in words that only its makers know', () => {
		const said = all.flatMap(({ path: where, property }) => {
			const { displayName, description, hint, placeholder } = property;
			const choices = choicesOf(property).flatMap((one) => [one.name, one.action, one.description]);
			const modes = (property.modes ?? []).flatMap((one) => [one.displayName, one.placeholder, one.hint]);
			return [displayName, description, hint, placeholder, ...choices, ...modes].map((text) => ({
				where,
				text: text ?? '',
			}));
		});
		// A hidden ID has these letters at its end.
		const found = said.filter(({ text }) => JARGON.test(text.replace(/@lid|or lid\b/g, '')));
		expect(found).toEqual([]);
	});
});

test('the words are known when somebody uses them', () => {
	expect(JARGON.test('Built after the engine underneath (WAHA)')).toBe(true);
	expect(JARGON.test('Get the address of the picture')).toBe(true);
	expect(JARGON.test('Get the URL of the picture')).toBe(false);
});
