import { request } from 'undici';

import type { Scene } from './world';

/** What the sandbox's own phone buttons do. */
export async function press(
	{ sandbox }: Scene,
	instance: string,
	action: string,
	body: object = {},
): Promise<void> {
	const answer = await request(`${sandbox.url}/sandbox/instances/${instance}/${action}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});
	await answer.body.dump();
	expect(answer.statusCode).toBe(200);
}
