/** n8n's own HTTP interface, as its editor uses it: the owner, credentials, workflows and executions. */
import { request } from 'undici';
import { z } from 'zod';

import { Failure } from './failure';
import type { Secrets } from './user-folder';

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

const problemSchema = z.object({ message: z.string() }).partial();
const loginStateSchema = z.object({
	data: z.object({ userManagement: z.object({ showSetupOnFirstLoad: z.boolean() }) }),
});

/** A session of the owner with one n8n. */
export class N8nClient {
	/**
	 * @param url where n8n is, without a slash at the end
	 * @param cookie a session that exists already
	 */
	constructor(
		readonly url: string,
		private cookie = '',
	) {}

	/** Creates the owner of a new n8n, or logs in as the one who is there. */
	async enter(secrets: Secrets): Promise<void> {
		const { data } = await this.call('GET', '/rest/settings', loginStateSchema);
		const email = secrets.ownerEmail;
		const password = secrets.ownerPassword;
		if (data.userManagement.showSetupOnFirstLoad) {
			const owner = { email, password, firstName: 'Local', lastName: 'Owner' };
			await this.call('POST', '/rest/owner/setup', z.unknown(), owner);
		}
		await this.call('POST', '/rest/login', z.unknown(), { emailOrLdapLoginId: email, password });
	}

	/**
	 * Sends one request.
	 *
	 * @param schema what the answer has to look like
	 * @returns the parsed answer
	 * @throws Failure when n8n answers with another status than 2xx; without the request's body, which may hold secrets
	 */
	async call<T>(
		method: Method,
		path: string,
		schema: z.ZodType<T, z.ZodTypeDef, unknown>,
		body?: unknown,
		headers: Record<string, string> = {},
	): Promise<T> {
		const response = await request(this.url + path, {
			method,
			headers: { 'content-type': 'application/json', cookie: this.cookie, ...headers },
			body: body === undefined ? null : JSON.stringify(body),
			// An n8n that was busy for 5 seconds closes the connections that it kept, also the one with the next request.
			reset: true,
		});
		const text = await response.body.text();
		if (response.statusCode >= 300) {
			throw new Failure(`n8n answered ${method} ${path} with ${response.statusCode}: ${problemIn(text)}`);
		}
		this.keepCookie(response.headers['set-cookie']);
		return schema.parse(text === '' ? undefined : JSON.parse(text));
	}

	/** The cookie of the session, for another client of the same owner. */
	get session(): string {
		return this.cookie;
	}

	private keepCookie(header: string | string[] | undefined): void {
		const cookies = [header ?? []].flat().map((cookie) => cookie.split(';')[0] ?? '');
		const session = cookies.find((cookie) => cookie.startsWith('n8n-auth='));
		if (session !== undefined) this.cookie = session;
	}
}

function problemIn(text: string): string {
	try {
		return problemSchema.parse(JSON.parse(text)).message ?? text.slice(0, 300);
	} catch {
		return text.slice(0, 300);
	}
}
