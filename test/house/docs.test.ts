import { readFileSync } from 'node:fs';
import path from 'node:path';

import { generatedPages } from '../../scripts/pages';

test.each(Object.entries(generatedPages()))('%s is up to date (npm run docs)', (file, text) => {
	expect(readFileSync(path.join(__dirname, '../..', file), 'utf8')).toBe(text);
});
