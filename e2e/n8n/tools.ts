/** The system tools that n8n's one native module (SQLite) is built with. */
import { run } from './command';
import { Failure } from './failure';

const TOOLS = ['python3', 'make', 'g++'];

/**
 * Makes sure that the compiler and its friends are there before minutes are spent.
 *
 * @throws Failure, one sentence that names what is missing and the Debian packages
 */
export async function requireBuildTools(): Promise<void> {
	const results = await Promise.all(TOOLS.map((tool) => run(tool, ['--version'])));
	const missing = TOOLS.filter((_tool, index) => results[index]?.code !== 0);
	if (missing.length === 0) return;
	throw new Failure(
		`n8n's SQLite module has to be compiled and ${missing.join(', ')} ${missing.length > 1 ? 'are' : 'is'} ` +
			'missing: please install the Debian packages build-essential and python3 ' +
			'(sudo apt-get install build-essential python3).',
	);
}
