import { circular, filesIn, importsOf, stepsUp } from './graph';

/** The rooms of the tree, from the ground up: a file may import its own room and those below. */
const ROOMS: RegExp[] = [
	/^(packages\/[\w-]+\/)?nodes\//,
	/^(packages\/[\w-]+\/)?credentials\//,
	/^sandbox\//,
	/^scripts\//,
	/^e2e\/n8n\//,
	/^demo\/job\//,
	/^demo\//,
	/^e2e\//,
	/^bench\//,
	/^soak\//,
	/^mutate\//,
];

const files = filesIn(
	'nodes',
	'credentials',
	'packages',
	'sandbox',
	'scripts',
	'e2e',
	'demo',
	'bench',
	'soak',
	'mutate',
);
const imports = importsOf(files);
const own = imports.filter(({ target }) => files.has(target));

test('every relative import leads to a file that is looked at', () => {
	expect(own.length).toBeGreaterThan(files.size);
	const relative = imports.filter(({ target }) =>
		/^(nodes|packages|sandbox|scripts|e2e|demo|bench|soak|mutate)\//.test(target),
	);
	const code = relative.filter(({ target }) => !/\.(json|css)(\/index)?$/.test(target));
	expect(code.filter((one) => !own.includes(one))).toEqual([]);
});

test('no file of the tree imports itself, by whatever way round, not even types', () => {
	expect(circular(own)).toEqual([]);
});

test('imports run one way between product, sandbox, scripts, the harness of n8n, demo and suites', () => {
	expect(stepsUp(ROOMS, own)).toEqual([]);
});

test('the circles of a made-up tree are found', () => {
	const made = [
		{ file: 'a', target: 'b' },
		{ file: 'b', target: 'c' },
		{ file: 'c', target: 'b' },
		{ file: 'd', target: 'e' },
	];
	expect(circular(made)).toEqual(['a', 'b', 'c']);
});
