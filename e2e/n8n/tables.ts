/** n8n's data tables, as its page "Data tables" shows and fills them. */
import { z } from 'zod';

import type { N8nClient } from './client';
import { Failure } from './failure';

const projectSchema = z.object({ data: z.object({ id: z.string() }) });
const tablesSchema = z.object({
	data: z.object({ data: z.array(z.object({ id: z.string(), name: z.string() })) }),
});
const rowSchema = z.object({ id: z.number() }).passthrough();
const rowsSchema = z.object({ data: z.object({ data: z.array(rowSchema) }) });

export type Row = z.infer<typeof rowSchema>;

/** One data table of the owner. */
export class DataTable {
	private constructor(
		private readonly n8n: N8nClient,
		private readonly path: string,
	) {}

	/**
	 * Finds a table by its name.
	 *
	 * @throws Failure when there is none
	 */
	static async open(n8n: N8nClient, name: string): Promise<DataTable> {
		const project = await n8n.call('GET', '/rest/projects/personal', projectSchema);
		const path = `/rest/projects/${project.data.id}/data-tables`;
		const { data } = await n8n.call('GET', `${path}?take=250`, tablesSchema);
		const table = data.data.find((one) => one.name === name);
		if (table === undefined) throw new Failure(`n8n has no data table "${name}".`);
		return new DataTable(n8n, `${path}/${table.id}`);
	}

	/** All rows, in the order in which they were added. */
	async rows(): Promise<Row[]> {
		const answer = await this.n8n.call('GET', `${this.path}/rows?take=250&sortBy=id:asc`, rowsSchema);
		return answer.data.data;
	}

	/** Adds rows. */
	async add(...rows: Record<string, unknown>[]): Promise<void> {
		await this.n8n.call('POST', `${this.path}/insert`, z.unknown(), { data: rows, returnType: 'count' });
	}
}
