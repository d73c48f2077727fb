import type { INodeParameters } from 'n8n-workflow';

import { SERVICES, type ListedService } from '../../scripts/services';
import type { Sandbox, ServiceName } from '../../sandbox';
import type { NodeRunResult } from '../engine';
import { KEY, runWassenger, startWassenger } from './Wassenger/account';
import { runWawp, startWawp, TOKEN as WAWP_TOKEN } from './Wawp/account';
import { runWuts, startWuts, TOKEN as WUTS_TOKEN } from './Wuts/account';

/** The account that the examples of a service were written for. */
interface Account {
	start: () => Promise<Sandbox>;
	run: (
		sandbox: Sandbox,
		resource: string,
		operation: string,
		parameters: INodeParameters,
	) => Promise<NodeRunResult>;
	secret: string;
	/**
	 * Its parameters travel as one JSON body and its answer is one object with nothing to hide, so that both can be
	 * compared as they are: the request with the contract, the answer with what comes out without Simplify.
	 */
	plain: boolean;
}

const ACCOUNTS: Record<Exclude<ServiceName, 'wawpV2'>, Account> = {
	wawp: { start: startWawp, run: runWawp, secret: WAWP_TOKEN, plain: false },
	wassenger: {
		start: startWassenger,
		run: (sandbox, _resource, operation, parameters) => runWassenger(sandbox, operation, parameters),
		secret: KEY,
		plain: true,
	},
	wuts: {
		start: startWuts,
		run: (sandbox, _resource, operation, parameters) => runWuts(sandbox, operation, parameters),
		secret: WUTS_TOKEN,
		plain: true,
	},
};

/** A service with the account that its examples were written for. */
export type ServiceUnderTest = ListedService & Account & { name: ServiceName };

/** All services, each with its account. */
export const SERVICES_UNDER_TEST = Object.entries(ACCOUNTS).map(([name, account]) => {
	const listed = SERVICES.find((one) => one.name === name);
	if (listed === undefined) throw new Error(`${name} is missing in scripts/services.ts`);
	return { ...listed, ...account };
}) as ServiceUnderTest[];
