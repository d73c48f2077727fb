import path from 'node:path';

import { placeOf, sourcePackages } from '../../scripts/package/manifest';
import { filesIn, importsOf } from './graph';

/** From the ground up: a file may import its own level and those below. */
const LEVELS: RegExp[] = [
	/^nodes\/shared\/secretForms$/,
	/^nodes\/shared\/(json|memo|secrets|problem|pool|unixTime|recipient|locator|turns|mimeTypes|address|lenient)$/,
	/^nodes\/shared\/(fileTypes|pause|look|processed)$/,
	/^nodes\/shared\/(media|baseUrl|newChats)$/,
	/^nodes\/shared\/schemas$/,
	/^nodes\/shared\/(field|operation)$/,
	/^nodes\/shared\/(controls|mediaFields|pace|memory|described)$/,
	/^nodes\/shared\/sendControls$/,
	/^nodes\/shared\/options$/,
	/^nodes\/shared\/(errors|evidence)$/,
	/^nodes\/shared\/failure$/,
	/^nodes\/shared\/(parameters|properties|request|response|transport|paging)$/,
	/^nodes\/shared\/(tries|downloads|fileFetch|credentialTest|listSearch)$/,
	/^nodes\/shared\/(calls|files|execution)$/,
	/^nodes\/shared\/arrival$/,
	/^nodes\/shared\/sending$/,
	/^nodes\/shared\/run$/,
	/^nodes\/Wawp\/whatsapp\/\w+$/,
	/^nodes\/Wawp\/answers\/\w+$/,
	/^nodes\/Wawp\/fields\/\w+$/,
	/^nodes\/(Wawp\/operations\/(?!index$)\w+|\w+\/operations)$/,
	/^nodes\/Wawp\/operations\/index$/,
	/^nodes\/\w+\/service$/,
	/^nodes\/(\w+\/credentialTest|\w+\/search|Wawp\/(lists|builderHint))$/,
	/^nodes\/WawpTrigger\/(?!\w+\.node$)\w+$/,
	/^nodes\/Wawp\/wait\/\w+$/,
	/^nodes\/\w+\/\w+\.node$/,
];
const ALLOWED_PACKAGES = ['n8n-workflow', 'zod', 'node:crypto'];

const sources = filesIn(
	...sourcePackages().flatMap(({ folder }) =>
		['nodes', 'credentials'].map((kind) => path.posix.join(folder, kind)),
	),
);
/** The files as they stand in the packages that they become a part of. */
const files = [...sources.keys()].map(placeOf);
const imports = importsOf(sources).map(({ file, target }) => ({
	file: placeOf(file),
	target: placeOf(target),
}));

function level(file: string): number {
	const found = LEVELS.findIndex((pattern) => pattern.test(file));
	return found < 0 && file.startsWith('credentials/') ? LEVELS.length : found;
}

test('every file has its level', () => {
	expect(imports.length).toBeGreaterThan(20);
	expect(files.filter((file) => level(file) < 0)).toEqual([]);
});

test('imports run one way: never a step up', () => {
	const up = imports.filter(({ file, target }) => target.includes('/') && level(target) > level(file));
	expect(up.filter(({ target }) => !ALLOWED_PACKAGES.includes(target))).toEqual([]);
});

test('the machinery imports no service, and services do not import each other', () => {
	const across = imports.filter(({ file, target }) => {
		const [, from = ''] = file.split('/');
		const [root, to = ''] = target.split('/');
		// A trigger (WawpTrigger) belongs to the service whose name it begins with (Wawp).
		const own = to === 'shared' || from.startsWith(to) || to.startsWith(from);
		return root === 'nodes' && file.startsWith('nodes/') && !own;
	});
	expect(across).toEqual([]);
});

test('nothing but n8n-workflow, zod, node:crypto and own files is imported', () => {
	const foreign = imports.filter(
		({ target }) => !/^(nodes|credentials)\//.test(target) && !ALLOWED_PACKAGES.includes(target),
	);
	expect(foreign).toEqual([]);
});
