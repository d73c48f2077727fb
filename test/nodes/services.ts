import type { INodeParameters } from 'n8n-workflow';

import type { Service } from '../../nodes/shared/operation';

import { wawp } from '../../nodes/Wawp/service';
import { wassenger } from '../../packages/wassenger-status/nodes/Wassenger/service';
import { wuts } from '../../packages/wuts-status/nodes/Wuts/service';
import type { Sandbox, ServiceName } from '../../sandbox';
import type { NodeRunResult } from '../engine';
import { KEY, runWassenger, startWassenger } from './Wassenger/account';
import { runWawp, startWawp, TOKEN as WAWP_TOKEN } from './Wawp/account';
import { runWuts, startWuts, TOKEN as WUTS_TOKEN } from './Wuts/account';

/** A service with the account that its examples were written for. */
export interface ServiceUnderTest {
	name: ServiceName;
	service: Service;
	/** The folder in test/examples that has a resource's examples. */
	folder: (resource: string) => string;
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

/** All services whose nodes are made from tables. */
export const SERVICES: ServiceUnderTest[] = [
	{
		name: 'wawp',
		service: wawp,
		folder: (resource) => resource,
		start: startWawp,
		run: runWawp,
		secret: WAWP_TOKEN,
		plain: false,
	},
	{
		name: 'wassenger',
		service: wassenger,
		folder: () => 'wassenger',
		start: startWassenger,
		run: (sandbox, _resource, operation, parameters) => runWassenger(sandbox, operation, parameters),
		secret: KEY,
		plain: true,
	},
	{
		name: 'wuts',
		service: wuts,
		folder: () => 'wuts',
		start: startWuts,
		run: (sandbox, _resource, operation, parameters) => runWuts(sandbox, operation, parameters),
		secret: WUTS_TOKEN,
		plain: true,
	},
];
