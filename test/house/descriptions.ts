import path from 'node:path';

import type { INodeType, INodeTypeDescription } from 'n8n-workflow';

import { ROOT } from '../../scripts/package/manifest';

/** What a node says of itself; its class has the name of its file. */
export async function descriptionOf(entry: string): Promise<INodeTypeDescription> {
	const classes = (await import(path.join(ROOT, entry))) as Record<string, new () => INodeType>;
	const NodeClass = classes[path.basename(entry, '.node.ts')];
	if (NodeClass === undefined) throw new Error(`${entry} has no class of its name`);
	return new NodeClass().description;
}

/** The version that a new node gets. */
export function newestVersion({ version, defaultVersion }: INodeTypeDescription): number {
	return defaultVersion ?? Math.max(...[version].flat());
}
