import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

import type { INodeTypeDescription } from 'n8n-workflow';

import { EXAMPLES } from '../../e2e/suites/example-files';
import { Wawp } from '../../nodes/Wawp/Wawp.node';
import { WawpTrigger } from '../../nodes/WawpTrigger/WawpTrigger.node';
import { Wassenger } from '../../packages/wassenger-status/nodes/Wassenger/Wassenger.node';
import { Wuts } from '../../packages/wuts-status/nodes/Wuts/Wuts.node';
import { ROOT } from './graph';

interface Node {
	id: string;
	name: string;
	type: string;
	typeVersion: number;
	parameters: Record<string, unknown>;
	credentials?: unknown;
	webhookId?: string;
}

interface Example {
	id: string;
	nodes: Node[];
	connections: Record<string, unknown>;
	[more: string]: unknown;
}

const FILES = readdirSync(path.join(ROOT, 'examples'));
const TEXTS = new Map(FILES.map((file) => [file, read(`examples/${file}`)]));
const ALL = new Map([...TEXTS].map(([file, text]) => [file, JSON.parse(text) as Example]));
const NODES = [...ALL.values()].flatMap(({ nodes }) => nodes);
const DOCS = read('docs/examples.md');

const STICKY_NOTE = 'n8n-nodes-base.stickyNote';
/** Pictures of the docs are small. */
const LARGEST_PICTURE = 90_000;
/** What a workflow may hold that is sent to people, or says to whom. */
const SENT = ['text', 'message', 'caption', 'mediaUrl', 'chatId', 'participants', 'fromEmail', 'toEmail'];
const SECRETS = /access_?token|api_?key|password|bearer|webhookSecret|instanceId":\s*"[A-Z0-9]|sk-\w{8}/i;
const UUID = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g;
const PHONE = /\b\+?\d{9,}\b/;

const OWN: Record<string, INodeTypeDescription> = {
	'n8n-nodes-wawp.wawp': new Wawp().description,
	'n8n-nodes-wawp.wawpTool': new Wawp().description,
	'n8n-nodes-wawp.wawpTrigger': new WawpTrigger().description,
	'n8n-nodes-wassenger-status.wassenger': new Wassenger().description,
	'n8n-nodes-wuts-status.wuts': new Wuts().description,
};

function read(file: string): string {
	return readFileSync(path.join(ROOT, file), 'utf8');
}

function newest({ version, defaultVersion }: INodeTypeDescription): number {
	return defaultVersion ?? Math.max(...[version].flat());
}

function isOnceEach(values: unknown[]): boolean {
	return new Set(values).size === values.length;
}

/** Names of nodes that the expressions of a workflow read. */
function namesRead(text: string): string[] {
	return [...text.matchAll(/\$\(\\?'([^'\\]+)\\?'\)/g)].map(([, name = '']) => name);
}

test('all files are listed with the suite that runs them, and no other', () => {
	expect(Object.keys(EXAMPLES).sort()).toEqual(FILES.sort());
});

test('each workflow, node and webhook has an ID of its own', () => {
	expect(isOnceEach([...ALL.values()].map(({ id }) => id))).toBe(true);
	expect(isOnceEach(NODES.map(({ id }) => id))).toBe(true);
	expect(isOnceEach(NODES.flatMap(({ webhookId = [] }) => webhookId))).toBe(true);
	expect(NODES.filter(({ id }) => !/^[\da-f-]{36}$/.test(id)).map(({ name }) => name)).toEqual([]);
});

describe.each(FILES.map((file) => ({ file })))('$file', ({ file }) => {
	const text = TEXTS.get(file) ?? '';
	const example = ALL.get(file) as Example;
	const notes = example.nodes.filter(({ type }) => type === STICKY_NOTE);

	it('is run by its suite', () => {
		const suite = read(`e2e/suites/${EXAMPLES[file as keyof typeof EXAMPLES]}.e2e.ts`);
		const staged = suite.includes('demo/job/stage') ? read('demo/job/stage.ts') : '';
		expect(suite + staged).toContain(`'${file}'`);
	});

	it('stands in docs/examples.md with a small picture', () => {
		const picture = `images/examples/${file.replace('.json', '.png')}`;
		expect(DOCS).toContain(`](../examples/${file})`);
		expect(DOCS).toContain(`](${picture})`);
		expect(existsSync(path.join(ROOT, 'docs', picture))).toBe(true);
		expect(statSync(path.join(ROOT, 'docs', picture)).size).toBeLessThan(LARGEST_PICTURE);
	});

	it('has notes that say what it does and what to fill in', () => {
		const contents = notes.map(({ parameters }) => String(parameters['content']));
		expect(contents.length).toBeGreaterThanOrEqual(2);
		expect(contents.filter((content) => content.startsWith('## Fill in'))).toHaveLength(1);
		expect(contents.join('\n')).toMatch(/credential/);
	});

	it('holds nothing of its author: no credential, pinned data, instance or secret', () => {
		expect(Object.keys(example).sort()).toEqual(['connections', 'id', 'name', 'nodes', 'settings']);
		expect(example.nodes.filter(({ credentials }) => credentials !== undefined)).toEqual([]);
		expect(text).not.toMatch(SECRETS);
		expect(text.replace(UUID, '')).not.toMatch(PHONE);
	});

	it('sends nothing that nobody entered', () => {
		const entered = example.nodes
			.filter(({ type }) => type in OWN || type.endsWith('emailSend'))
			.flatMap(({ name, parameters }) =>
				SENT.map((field) => [name, field, plain(parameters[field])] as const),
			)
			.filter(([, , value]) => value !== '' && !value.startsWith('='));
		expect(entered).toEqual([]);
	});

	it('uses the newest version of our nodes, and of others n8n’s own', () => {
		for (const { type, typeVersion } of example.nodes) {
			const own = OWN[type];
			if (own) expect([type, typeVersion]).toEqual([type, newest(own)]);
			else expect(type).toMatch(/^(n8n-nodes-base|@n8n\/n8n-nodes-langchain)\./);
		}
	});

	it('names its nodes for people, and reads only nodes that there are', () => {
		const names = example.nodes.map(({ name }) => name);
		expect(isOnceEach(names)).toBe(true);
		expect(names.filter((name) => /\d$|^(Wawp|HTTP|If|Filter|Edit Fields|Data table)/.test(name))).toEqual(
			[],
		);
		expect(namesRead(text).filter((name) => !names.includes(name))).toEqual([]);
		const connected = JSON.stringify(example.connections).match(/"node":"[^"]+"/g) ?? [];
		const ends = connected.map((found) => found.slice('"node":"'.length, -1));
		expect([...ends, ...Object.keys(example.connections)].filter((name) => !names.includes(name))).toEqual(
			[],
		);
	});
});

/** The text of a parameter, also of one that is chosen from a list. */
function plain(value: unknown): string {
	if (typeof value === 'object' && value !== null && 'value' in value) return plain(value.value);
	return typeof value === 'string' ? value : '';
}

test('the checks see a secret, a phone number, and a node that is not there', () => {
	expect('{"access_token": "x"}').toMatch(SECRETS);
	expect('call +447441429009 now').toMatch(PHONE);
	expect(namesRead(JSON.stringify({ a: "={{ $('None').item }}" }))).toEqual(['None']);
});
