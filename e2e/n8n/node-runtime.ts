/** The Node that runs n8n: the one of this process when it is new enough, else one from the npm registry. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { z } from 'zod';

import { Failure } from './failure';
import { N8N_MANIFEST } from './paths';

/** The first major version that the pinned n8n runs on. */
const OLDEST = 24;

const manifestSchema = z.object({ optionalDependencies: z.record(z.string()) });

/** A Node for n8n. */
export interface NodeRuntime {
	major: number;
	/** Where it is, seen from the folder of the installation. */
	bin: (folder: string) => string;
	/** The folder with its C++ headers, which the native module is built with; none when it brings none. */
	headers: (folder: string) => string | undefined;
}

/**
 * Chooses the Node for n8n.
 *
 * @throws Failure when this Node is too old and the manifest has no newer one for this system
 */
export function nodeRuntime(): NodeRuntime {
	const own = Number(process.versions.node.split('.')[0]);
	return own >= OLDEST ? ownNode(own) : installedNode();
}

/** The environment in which that Node is the first on the path and its headers are those of native builds. */
export function nodeEnvironment(runtime: NodeRuntime, folder: string): NodeJS.ProcessEnv {
	const headers = runtime.headers(folder);
	return {
		...process.env,
		PATH: [path.dirname(runtime.bin(folder)), process.env['PATH'] ?? ''].join(path.delimiter),
		...(headers === undefined ? {} : { npm_config_nodedir: headers }),
	};
}

function ownNode(major: number): NodeRuntime {
	const prefix = path.resolve(path.dirname(process.execPath), '..');
	const complete = existsSync(path.join(prefix, 'include', 'node', 'node.h'));
	return { major, bin: () => process.execPath, headers: () => (complete ? prefix : undefined) };
}

function installedNode(): NodeRuntime {
	const name = `node-${process.platform}-${process.arch}`;
	const manifest = manifestSchema.parse(JSON.parse(readFileSync(N8N_MANIFEST, 'utf8')));
	const version = manifest.optionalDependencies[name];
	if (version === undefined) {
		throw new Failure(
			`n8n needs Node ${OLDEST} or newer, this is Node ${process.versions.node}, and no newer one can be had ` +
				`from npm for ${process.platform} ${process.arch}: please run this with Node ${OLDEST}.`,
		);
	}
	const home = (folder: string) => path.join(folder, 'node_modules', name);
	return {
		major: Number(version.split('.')[0]),
		bin: (folder) => path.join(home(folder), 'bin', 'node'),
		headers: home,
	};
}
