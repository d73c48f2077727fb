import { DataDeduplicationService } from 'n8n-core';
import type { ICheckProcessedContextData } from 'n8n-workflow';

/** What other processes see of the lists too. */
export interface Database {
	/** The lists by workflow and node. */
	lists: Map<string, string[]>;
	/** Called before each access to a list; throws what the database throws. */
	before: (access: 'read' | 'insert' | 'update', key: string) => void;
	/** Accesses wait for it. */
	until?: Promise<void>;
}

/**
 * The lists of n8n's database, with its way to check them: read, change, write, without a lock; a second insert of a list
 * breaks a unique key (n8n's `deduplication-helper`).
 */
export function openDatabase(): Database {
	const database: Database = { lists: new Map(), before: () => undefined };
	const notUsed = async () => await Promise.reject(new Error('not used'));
	const deduplicator = {
		checkProcessedAndRecord: async (
			items: string[],
			_scope: string,
			context: ICheckProcessedContextData,
			{ maxEntries = Infinity }: { maxEntries?: number },
		) => {
			const key = keyOf(context);
			database.before('read', key);
			const list = database.lists.get(key);
			await tick();
			await database.until;
			const fresh = items.filter((item) => list?.includes(item) !== true);
			database.before(list === undefined ? 'insert' : 'update', key);
			if (list === undefined && database.lists.has(key)) {
				throw new Error('SQLITE_CONSTRAINT: UNIQUE constraint failed: processed_data.workflowId');
			}
			database.lists.set(key, [...(list ?? []), ...fresh].slice(-maxEntries));
			return { new: fresh, processed: items.filter((item) => !fresh.includes(item)) };
		},
		removeProcessed: async (items: string[], _scope: string, context: ICheckProcessedContextData) => {
			const key = keyOf(context);
			database.before('read', key);
			const list = database.lists.get(key) ?? [];
			await tick();
			await database.until;
			database.before('update', key);
			database.lists.set(
				key,
				list.filter((item) => !items.includes(item)),
			);
		},
		clearAllProcessedItems: notUsed,
		getProcessedDataCount: notUsed,
	};
	void DataDeduplicationService.init(deduplicator);
	return database;
}

function keyOf({ workflow, node }: ICheckProcessedContextData): string {
	return `${workflow.id} ${node?.id ?? ''}`;
}

async function tick(): Promise<void> {
	await new Promise((resolve) => setImmediate(resolve));
}
