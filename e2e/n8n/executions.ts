/** What n8n stored about its executions. */
import { setTimeout as sleep } from 'node:timers/promises';

import { z } from 'zod';

import type { N8nClient } from './client';
import { Failure } from './failure';

const itemSchema = z
	.object({
		json: z.record(z.unknown()),
		binary: z.record(z.object({ mimeType: z.string() }).passthrough()).optional(),
		pairedItem: z.unknown(),
	})
	.passthrough();
const runSchema = z
	.object({
		error: z.object({ message: z.string() }).passthrough().optional(),
		/** A tool's run has no output `main`. */
		data: z.object({ main: z.array(z.array(itemSchema).nullable()).default([]) }).optional(),
	})
	.passthrough();
const resultSchema = z
	.object({
		/** What ended the execution, where no node did. */
		error: z.object({ message: z.string() }).passthrough().optional(),
		runData: z.record(z.array(runSchema)).default({}),
	})
	.passthrough();
const executionSchema = z
	.object({
		id: z.coerce.string(),
		status: z.string(),
		mode: z.string(),
		/** Missing while it has not begun, or not ended. */
		startedAt: z.string().nullish(),
		stoppedAt: z.string().nullish(),
		data: z.object({ resultData: resultSchema }).passthrough(),
	})
	.passthrough();
const statusSchema = z.object({ status: z.string() });
const retriedSchema = z.object({ data: z.object({ id: z.coerce.string() }) });
const summarySchema = z.object({ id: z.coerce.string(), status: z.string() });
const pageSchema = z.object({ data: z.array(z.unknown()), nextCursor: z.string().nullish() });
const keySchema = z.object({ data: z.object({ rawApiKey: z.string() }) });

const ENDED = ['success', 'error', 'crashed', 'canceled'];

export type Item = z.infer<typeof itemSchema>;
export type Execution = z.infer<typeof executionSchema>;

/** Creates a key for n8n's public API. */
export async function createApiKey(n8n: N8nClient): Promise<string> {
	const body = { label: 'e2e', scopes: ['execution:read', 'execution:list'], expiresAt: null };
	return (await n8n.call('POST', '/rest/api-keys', keySchema, body)).data.rawApiKey;
}

/** Reads executions through n8n's public API, the only one that gives their data as plain JSON. */
export class Executions {
	private readonly headers: Record<string, string>;

	constructor(
		private readonly n8n: N8nClient,
		apiKey: string,
	) {
		this.headers = { 'X-N8N-API-KEY': apiKey };
	}

	/**
	 * Waits for the end of an execution.
	 *
	 * @throws Failure when it goes on for longer than the patience
	 */
	async ended(id: string, patienceMs = 60_000): Promise<Execution> {
		return await this.reached(id, ENDED, patienceMs);
	}

	/**
	 * Waits until an execution has one of some statuses, `waiting` among them.
	 *
	 * @throws Failure when it has none of them within the patience
	 */
	async reached(id: string, statuses: readonly string[], patienceMs = 60_000): Promise<Execution> {
		const deadline = Date.now() + patienceMs;
		while (Date.now() < deadline) {
			const path = `/api/v1/executions/${id}`;
			const { status } = await this.n8n.call('GET', path, statusSchema, undefined, this.headers);
			if (statuses.includes(status)) {
				const full = `${path}?includeData=true`;
				return await this.n8n.call('GET', full, executionSchema, undefined, this.headers);
			}
			await sleep(100);
		}
		throw new Failure(`execution ${id} was not ${statuses.join(' or ')} within ${patienceMs / 1000} s.`);
	}

	/**
	 * Presses the button Retry of a failed execution and waits for the end of the new one.
	 *
	 * @param workflow with the workflow as it is now, or as it was when it failed
	 */
	async retried(id: string, workflow: 'current' | 'original'): Promise<Execution> {
		const body = { loadWorkflow: workflow === 'current' };
		const path = `/rest/executions/${id}/retry`;
		const { data } = await this.n8n.call('POST', path, retriedSchema, body);
		return await this.ended(data.id);
	}

	/** Presses the button Stop of a running execution. */
	async stop(id: string): Promise<void> {
		await this.n8n.call('POST', `/rest/executions/${id}/stop`, z.unknown(), {});
	}

	/** The ids of all executions of a workflow but for those that run in n8n's main process, the youngest first. */
	async ids(workflowId: string): Promise<string[]> {
		return (await this.list(`workflowId=${workflowId}&limit=250`, summarySchema)).map(({ id }) => id);
	}

	/** How many executions of a workflow have ended, and how many have not: they wait, or run in any process. */
	async count(workflowId: string): Promise<{ ended: number; open: number }> {
		const listed = await this.list(`workflowId=${workflowId}&limit=250`, summarySchema);
		const running = await this.list(`workflowId=${workflowId}&status=running&limit=250`, summarySchema);
		const ended = listed.filter(({ status }) => ENDED.includes(status)).length;
		return { ended, open: Math.max(listed.length - ended, running.length) };
	}

	/** The same executions with their data. */
	async all(workflowId: string): Promise<Execution[]> {
		return await this.list(`workflowId=${workflowId}&limit=100&includeData=true`, executionSchema);
	}

	/** The answer for one execution as n8n sent it, with all data: for looking for what must not be in it. */
	async raw(id: string): Promise<string> {
		const path = `/api/v1/executions/${id}?includeData=true`;
		return JSON.stringify(await this.n8n.call('GET', path, z.unknown(), undefined, this.headers));
	}

	private async list<T>(filter: string, schema: z.ZodType<T, z.ZodTypeDef, unknown>): Promise<T[]> {
		const found: T[] = [];
		let cursor = '';
		do {
			const path = `/api/v1/executions?${filter}${cursor}`;
			const page = await this.n8n.call('GET', path, pageSchema, undefined, this.headers);
			found.push(...page.data.map((entry) => schema.parse(entry)));
			cursor = page.nextCursor == null ? '' : `&cursor=${encodeURIComponent(page.nextCursor)}`;
		} while (cursor !== '');
		return found;
	}
}

/** The items that left a node by one of its outputs, in its first run. */
export function itemsOf(execution: Execution, node: string, output = 0): Item[] {
	return execution.data.resultData.runData[node]?.[0]?.data?.main[output] ?? [];
}

/** Their JSON. */
export function jsonOf(execution: Execution, node: string, output = 0): Array<Item['json']> {
	return itemsOf(execution, node, output).map(({ json }) => json);
}

/** The message of the error that a node ended with. */
export function errorOf(execution: Execution, node: string): string | undefined {
	return execution.data.resultData.runData[node]?.[0]?.error?.message;
}
