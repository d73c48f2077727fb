/** What the numbers were measured on. */
import { existsSync, readFileSync } from 'node:fs';
import os from 'node:os';

const RELEASE = '/etc/os-release';
const GIGABYTE = 1024 ** 3;

/** @returns one line: processor, memory, system */
export function machine(): string {
	const [processor] = os.cpus();
	const cores = `${os.availableParallelism()} cores of ${processor?.model.trim() ?? 'an unknown processor'}`;
	return `${cores}, ${Math.round(os.totalmem() / GIGABYTE)} GB of memory, ${system()}`;
}

function system(): string {
	const release = existsSync(RELEASE) ? readFileSync(RELEASE, 'utf8') : '';
	return /^PRETTY_NAME="(.+)"$/m.exec(release)?.[1] ?? `${os.type()} ${os.release()}`;
}
