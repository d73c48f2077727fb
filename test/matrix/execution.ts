import type { INodeParameters } from 'n8n-workflow';

import type { Sandbox } from '../../sandbox';
import type { NodeRun, NodeRunResult } from '../engine';
import { runWassenger } from '../nodes/Wassenger/account';
import { runWawp } from '../nodes/Wawp/account';
import { runWuts } from '../nodes/Wuts/account';
import type { MatrixService, OperationKind } from './kinds';
import { SECRETS } from './secrets';

/** Where the services answer. */
export type Addresses = Pick<Sandbox, 'url' | 'baseUrl' | 'wassengerUrl' | 'wutsUrl'>;

type Run = (
	at: Addresses,
	operation: [resource: string, operation: string],
	parameters: INodeParameters,
	more: Partial<NodeRun>,
) => Promise<NodeRunResult>;

const RUNS: Record<MatrixService, Run> = {
	wawp: async (at, [resource, operation], parameters, more) =>
		await runWawp(at, resource, operation, parameters, {
			...more,
			credential: { accessToken: SECRETS.wawp, webhookSecret: SECRETS.webhook },
		}),
	wassenger: async (at, [, operation], parameters, more) =>
		await runWassenger(at, operation, parameters, {
			...more,
			credential: { apiKey: SECRETS.wassenger },
		}),
	wuts: async (at, [, operation], parameters, more) =>
		await runWuts(at, operation, parameters, {
			...more,
			credential: { apiToken: SECRETS.wuts },
		}),
};

const MARKS = ['first of three', 'second of three', 'third of three'] as const;

/** What tells the three items of a kind apart. */
export function marksOf({ marks = MARKS }: OperationKind): readonly [string, string, string] {
	return marks;
}

/**
 * Runs an operation for three items in n8n's engine, with the account whose secrets are looked for.
 *
 * @param options added to the options of the kind
 */
export async function execute(
	kind: OperationKind,
	at: Addresses,
	options: INodeParameters,
	{ simplify = true, ...more }: Partial<NodeRun> & { simplify?: boolean } = {},
): Promise<NodeRunResult> {
	const [service = '', resource = '', operation = ''] = kind.name.split(/[/ ]/);
	const given = kind.parameters((name) => `${at.url}/sandbox/media/${name}`);
	const own = given.options as INodeParameters | undefined;
	const parameters = { simplify, ...given, options: { ...options, ...own } };
	const items = marksOf(kind).map((mark) => ({ json: { mark } }));
	return await RUNS[service as MatrixService](at, [resource, operation], parameters, { items, ...more });
}
