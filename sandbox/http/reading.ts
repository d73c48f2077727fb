import type { Request } from 'express';
import type { OpenAPIBackend, Request as ContractRequest } from 'openapi-backend';
import { matchRoute } from './contract';
import { flatQuery } from './query';
import type { Arrived } from './service';

/** A request as it arrived: its route, query and body; nothing is checked. */
export function readRequest(request: Request, contract: OpenAPIBackend): Arrived {
	const url = new URL(request.originalUrl, 'http://sandbox');
	const forContract: ContractRequest = { method: request.method, path: url.pathname, headers: {}, query: {} };
	return {
		contract,
		request: forContract,
		route: matchRoute(contract, forContract),
		query: flatQuery(url.searchParams),
		headers: request.headers,
		body: readBody(request),
	};
}

/** The JSON of the body; other content stays text, and the API refuses it. */
function readBody(request: Request): unknown {
	const raw: unknown = request.body;
	if (!Buffer.isBuffer(raw) || raw.length === 0) return undefined;
	const text = raw.toString('utf8');
	if (request.is('json') === false) return text;
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}
