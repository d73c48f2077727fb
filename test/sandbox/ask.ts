import { startSandbox } from '../../sandbox';
import type { Sandbox } from '../../sandbox';
import { matchRoute } from '../../sandbox/http/contract';
import { loadContract, ROOTS } from '../../sandbox/world';
import { ACCOUNTS, call, control, GOWS, startReceiver, until } from './client';
import type { Answer } from './client';

type Options = Parameters<typeof call>[2];

/** A JSON answer of any form. */
export type Json = Record<string, never> & Json[];

/** A call that must succeed; its answer must be what the contract says. */
export async function ask(sandbox: Sandbox, route: string, options: Options = {}): Promise<Json> {
	const answer = await call(sandbox, route, options);
	expect([route, answer.status, answer.body]).toEqual([route, 200, answer.body]);
	const contract = await loadContract();
	const [method = '', path = ''] = route.split(' ');
	const operation = matchRoute(contract, { method, path: ROOTS.wawp + path, headers: {} });
	const id = operation?.operationId ?? '';
	expect([id, contract.validateResponse(answer.body, id, 200).errors]).toEqual([id, null]);
	return answer.body as unknown as Json;
}

/** A call that must be refused by the engine; gives the HTTP status. */
export async function refusal(sandbox: Sandbox, route: string, options: Options = {}): Promise<number> {
	const { status, body }: Answer = await call(sandbox, route, options);
	expect([route, body['code']]).toEqual([route, 'wawp_api_error']);
	expect(body['message']).toEqual(expect.stringMatching(/\.$/));
	return status;
}

interface Listener {
	/** The payloads of so many deliveries of an event, those about `id` only; forgets all before. */
	next: (event: string, count?: number, id?: string) => Promise<Json[]>;
	close: () => void;
}

/** Each test of the file gets a sandbox of its own, whose first instance tells its events to a listener. */
export function freshSandbox(): { sandbox: Sandbox; webhook: Listener } {
	const own = {} as { sandbox: Sandbox; webhook: Listener };
	beforeEach(async () => {
		own.sandbox = await startSandbox({ accounts: ACCOUNTS });
		own.webhook = await listen(own.sandbox);
	});
	afterEach(async () => {
		own.webhook.close();
		await own.sandbox.close();
	});
	return own;
}

/** A receiver of the webhooks of one instance. */
export async function listen(sandbox: Sandbox, instance = GOWS): Promise<Listener> {
	const receiver = await startReceiver();
	await control(sandbox, `PUT /instances/${instance}/webhook`, { url: receiver.url });
	return {
		next: async (event, count = 1, id?) => {
			const found = (): Json[] =>
				receiver.deliveries
					.filter(({ body }) => body['event'] === event)
					.map(({ body }) => body['payload'] as Json)
					.filter((payload) => id === undefined || (payload['id'] as unknown) === id);
			await until(() => found().length >= count);
			const payloads = found();
			receiver.deliveries.length = 0;
			return payloads;
		},
		close: receiver.close,
	};
}
