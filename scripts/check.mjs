/**
 * `npm test` after its set-up: lint beside types, packing and n8n's scanner, since each needs one core; then jest, which
 * needs all. The first command that fails ends the check, with its exit code.
 */
import { spawn } from 'node:child_process';
import process from 'node:process';

/** Runs a command of npm; says its output when it ended, so that two do not mix. */
function npm(...args) {
	return new Promise((resolve, reject) => {
		const child = spawn('npm', ['run', '--silent', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
		const output = [];
		child.stdout.on('data', (chunk) => output.push(chunk));
		child.stderr.on('data', (chunk) => output.push(chunk));
		child.once('error', reject);
		child.once('close', (code) => {
			process.stdout.write(Buffer.concat(output));
			if (code === 0) resolve();
			else reject(Object.assign(new Error(`npm run ${args[0]} failed`), { code }));
		});
	});
}

/** Runs jest with its output as it comes. */
function jest() {
	const args = ['jest', '--json', '--outputFile=.work/jest-results.json'];
	return new Promise((resolve) => {
		spawn('npx', args, { stdio: 'inherit' }).once('close', (code) => resolve(code ?? 1));
	});
}

try {
	await Promise.all([npm('lint'), npm('types').then(() => npm('scan'))]);
	process.exitCode = await jest();
} catch (error) {
	console.error(error.message);
	process.exitCode = error.code ?? 1;
}
