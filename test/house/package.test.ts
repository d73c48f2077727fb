import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.join(__dirname, '../..');
const manifest = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
	dependencies?: object;
	peerDependencies: object;
	files: string[];
	n8n: { nodes: string[]; credentials: string[] };
};

function sources(folder: string, ending: string): string[] {
	return readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith(ending))
		.map((name) => `dist/${folder}/${name.split(path.sep).join('/').replace(/\.ts$/, '.js')}`)
		.sort();
}

test('every node and credential is listed in package.json, and nothing else', () => {
	expect([...manifest.n8n.nodes].sort()).toEqual(sources('nodes', '.node.ts'));
	expect([...manifest.n8n.credentials].sort()).toEqual(sources('credentials', '.credentials.ts'));
});

test('the package needs nothing but its host', () => {
	expect(manifest.dependencies ?? {}).toEqual({});
	expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
	expect(manifest.files).toEqual(['dist']);
});

test('every node has a codex file and themed icons beside it', () => {
	for (const node of sources('nodes', '.node.ts')) {
		const base = path.join(ROOT, node.replace('dist/', '').replace(/\.js$/, ''));
		const codex = JSON.parse(readFileSync(`${base}.json`, 'utf8')) as { node: string; categories: string[] };
		expect(codex.node).toMatch(/^n8n-nodes-wawp\.\w+$/);
		expect(codex.categories.length).toBeGreaterThan(0);
	}
});
