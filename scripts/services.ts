import type { Service } from '../nodes/shared/operation';
import { wawp } from '../nodes/Wawp/service';
import { wassenger } from '../packages/wassenger-status/nodes/Wassenger/service';
import { wuts } from '../packages/wuts-status/nodes/Wuts/service';

/** A service of this tree, for what is made or checked from its tables. */
export interface ListedService {
	/** As the frozen list, the sandbox and the names of its files call it. */
	name: string;
	service: Service;
	/** The folder in test/examples, and the page in docs/operations, of one of its resources. */
	folder: (resource: string) => string;
}

/** All services whose nodes are made from tables. One with a single resource has one folder, with its own name. */
export const SERVICES: ListedService[] = [
	{ name: 'wawp', service: wawp, folder: (resource) => resource },
	{ name: 'wassenger', service: wassenger, folder: () => 'wassenger' },
	{ name: 'wuts', service: wuts, folder: () => 'wuts' },
];
