/** A node between two meters, and what they say when it was called. */
import { setTimeout as sleep } from 'node:timers/promises';

import { request } from 'undici';
import { z } from 'zod';

import { Failure } from '../../e2e/n8n/failure';
import { activateWorkflow } from '../../e2e/n8n/workflows';
import type { WorkflowNode } from '../../e2e/n8n/workflows';
import type { Reading } from '../experiment';
import type { Stage } from '../stage';
import { benchNode, line, node } from '../workflow';

const WEBHOOK_VERSION = 2.1;
/** So long n8n is left alone before it works, so that nothing of the work before is still held. */
const QUIET_MS = 500;
/** Nobody waits for an answer of n8n as long as for that of a bench. */
const PATIENCE_MS = 900_000;

const usedSchema = z.object({
	items: z.number(),
	wallMs: z.number(),
	cpuMs: z.number(),
	peakMb: z.number(),
	grownMb: z.number(),
	rssMb: z.number(),
});

/** What the node is given. */
export interface Work {
	count: number;
	/** The size of the file of each item; 0 for none. */
	megabytes: number;
}

/**
 * Puts a node into a workflow of its own, which a webhook starts.
 *
 * @param memory how it is looked at, as bench/nodes/gauge.js knows it, which costs time itself; not at all when left out
 * @returns what runs it and gives what it used
 */
export async function meter(
	stage: Stage,
	id: string,
	measured: WorkflowNode,
	memory?: 'all' | 'used',
): Promise<(work: Work) => Promise<Reading>> {
	const answer = { responseMode: 'lastNode', responseData: 'firstEntryJson' };
	const nodes = [
		node('n8n-nodes-base.webhook', WEBHOOK_VERSION, { httpMethod: 'POST', path: id, ...answer }),
		benchNode('benchItems'),
		benchNode('benchMeter', { edge: 'begin', memory: memory ?? '' }),
		measured,
		benchNode('benchMeter', { edge: 'end' }),
	];
	// What is stored when the execution is over belongs to no node, and would be in the way of the next one.
	await activateWorkflow(stage.client, line(id, nodes, { saveDataSuccessExecution: 'none' }));
	return async (work) =>
		readingOf(await call(`${stage.server.url}/webhook/${id}`, work), work, memory !== undefined);
}

async function call(url: string, work: Work): Promise<unknown> {
	await sleep(QUIET_MS);
	const { statusCode, body } = await request(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(work),
		headersTimeout: PATIENCE_MS,
	});
	const text = await body.text();
	if (statusCode !== 200) throw new Failure(`${url} answered ${statusCode}: ${text.slice(0, 300)}`);
	return JSON.parse(text);
}

function readingOf(answer: unknown, { count }: Work, looksAtMemory: boolean): Reading {
	const { items, wallMs, cpuMs, ...memory } = usedSchema.parse(answer);
	if (items !== count) throw new Failure(`${count} items went into the node, and ${items} came out.`);
	return { items, wallMs, cpuMs, ...(looksAtMemory && memory) };
}
