import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import ts from 'typescript';

import { circular, levelIn, stepsUp, type Import } from './graph';

const SANDBOX = path.join(__dirname, '../../sandbox');

/** From the ground up: a file may import its own level and those below. Every folder with a contract is a service. */
const SERVICES = readdirSync(SANDBOX).filter((name) => existsSync(path.join(SANDBOX, name, 'openapi.yaml')));
const LEVELS: RegExp[] = [
	/^ground\//,
	/^http\//,
	new RegExp(`^(${SERVICES.join('|')})/`),
	/^types$/,
	/^world$/,
	/^stateFile$/,
	/^control\//,
	/^app$/,
	/^index$/,
	/^arguments$/,
	/^cli$/,
];

/** The rooms of the largest service, in the same way. */
const WAWP_LEVELS: RegExp[] = [
	/^wawp\/(types|errors)$/,
	/^wawp\/(accounts|instances|parameters|readCache)$/,
	/^wawp\/phone\/(types|addresses)$/,
	/^wawp\/seeds\//,
	/^wawp\/phone\//,
	/^wawp\/engine\//,
	/^wawp\/deliveryFaults$/,
	/^wawp\/webhooks$/,
	/^wawp\/sessions$/,
	/^wawp\/state$/,
	/^wawp\/(outbox|events\/\w+)$/,
	/^wawp\/routes\//,
	/^wawp\/frame$/,
	/^wawp\/service$/,
];

const names = readdirSync(SANDBOX, { recursive: true, encoding: 'utf8' }).map((name) =>
	name.split(path.sep).join('/'),
);
const files = names.filter((name) => name.endsWith('.ts')).map((name) => name.slice(0, -'.ts'.length));
const imports = files.flatMap((file) =>
	importsOf(file, readFileSync(path.join(SANDBOX, `${file}.ts`), 'utf8')),
);

/** All that a file imports or hands on, types included. */
function importsOf(file: string, text: string): Import[] {
	return ts.preProcessFile(text).importedFiles.map(({ fileName }) => {
		const target = path.posix.join(path.posix.dirname(file), fileName);
		if (!fileName.startsWith('.')) return { file, target: fileName };
		return { file, target: names.includes(`${target}.ts`) ? target : `${target}/index` };
	});
}

const own = imports.filter(({ target }) => files.includes(target));

test('every file has its level', () => {
	expect(files.filter((file) => levelIn(LEVELS, file) < 0)).toEqual([]);
	const ofWawp = files.filter((file) => file.startsWith('wawp/'));
	expect(ofWawp.filter((file) => levelIn(WAWP_LEVELS, file) < 0)).toEqual([]);
});

test('every relative import leads to a file', () => {
	expect(own.length).toBeGreaterThan(files.length);
	const relative = imports.filter(({ target }) => target.includes('/') && !target.startsWith('node:'));
	expect(relative.filter((one) => !own.includes(one))).toEqual([]);
});

test('imports run one way: from ground over http and the services up to the command line', () => {
	expect(stepsUp(LEVELS, own)).toEqual([]);
});

test('inside Wawp too', () => {
	expect(stepsUp(WAWP_LEVELS, own)).toEqual([]);
});

test('no service imports another', () => {
	const room = (file: string) => SERVICES.find((name) => file.startsWith(`${name}/`));
	const across = own.filter(({ file, target }) => {
		const [from, to] = [room(file), room(target)];
		return from !== undefined && to !== undefined && from !== to;
	});
	expect(SERVICES).toContain('wawp');
	expect(across).toEqual([]);
});

test('the page is plain JavaScript of its own', () => {
	const scripts = names.filter((name) => name.startsWith('page/') && /\.[jt]s$/.test(name));
	const asked = scripts.flatMap((name) => importsOf(name, readFileSync(path.join(SANDBOX, name), 'utf8')));
	expect(scripts.filter((name) => name.endsWith('.ts'))).toEqual([]);
	expect(asked).not.toEqual([]);
	expect(asked.filter(({ target }) => !scripts.includes(target.replace(/\/index$/, '')))).toEqual([]);
});

test('a step up, a circle and an import of a type are seen', () => {
	const sample = [
		...importsOf('ground/a', "import type { A } from '../wawp/service';\nexport type * from './clock';"),
		...importsOf('wawp/service', "export { a } from '../ground/live';"),
	];
	expect(sample.map(({ target }) => target)).toEqual(['wawp/service', 'ground/clock', 'ground/live']);
	expect(stepsUp(LEVELS, sample)).toEqual([{ file: 'ground/a', target: 'wawp/service' }]);
	const circle = ['ab', 'bc', 'ca', 'dc', 'xy'].map(([file = '', target = '']) => ({ file, target }));
	expect(circular(circle).sort()).toEqual(['a', 'b', 'c', 'd']);
});
