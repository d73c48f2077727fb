/** Runs suites by jest, with the settings of e2e/jest.config.js. */
import path from 'node:path';

import type { Options } from 'execa';

import { start } from './n8n/command';
import { ROOT } from './n8n/paths';
import { onShutdown } from './n8n/shutdown';

/**
 * Runs suites to their end; jest says on stderr how they went.
 *
 * @param args for jest: filters and options
 * @param options of the process
 * @returns jest's exit code: 0 only when all passed and closed what they had opened
 */
export async function runSuites(args: string[], options: Options = {}): Promise<number> {
	const jest = path.join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');
	const config = path.join(ROOT, 'e2e', 'jest.config.js');
	const { child } = await start(process.execPath, [jest, '--config', config, ...args], {
		cwd: ROOT,
		stdout: 'ignore',
		stderr: 'inherit',
		...options,
	});
	const ended = onShutdown(() => void child.kill());
	const { exitCode = 1 } = await child;
	ended();
	return exitCode;
}
