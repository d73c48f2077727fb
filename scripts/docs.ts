import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { generatedPages } from './pages';

const ROOT = path.join(__dirname, '..');

for (const [file, text] of Object.entries(generatedPages())) {
	const target = path.join(ROOT, file);
	mkdirSync(path.dirname(target), { recursive: true });
	writeFileSync(target, text);
	console.log(file);
}
