import { sleep, type IDataObject } from 'n8n-workflow';

import type { Answer, Calls, Method } from './operation';
import { send, type Connection } from './transport';

/**
 * What operations of several calls use.
 *
 * @param account query parameters of every call: those that choose the account
 * @param answers the execution's memory for `once`
 */
export function makeCalls(
	connection: Connection,
	account: IDataObject,
	answers: Map<string, Promise<Answer>>,
): Calls {
	const call: Calls['call'] = async (route, query = {}) => {
		const [method, path] = route.split(' ') as [Method, string];
		return await send(connection, { method, path, query: { ...account, ...query } }, method === 'GET');
	};
	return {
		call,
		once: async (route) => {
			const key = `${route} ${JSON.stringify(account)}`;
			const answer = answers.get(key) ?? call(route);
			answers.set(key, answer);
			return await answer;
		},
		wait: sleep,
	};
}
