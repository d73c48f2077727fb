import type { Request, Router } from 'express';
import { SandboxError } from '../http/errors';
import { ROOTS } from '../world';
import type { World } from '../world';
import { unknown } from './lookup';
import { TOKEN } from './schemas';

/** What to enter into n8n's credential for one service, by the labels of its form. */
interface CredentialFields {
	service: string;
	title: string;
	fields: Record<string, string>;
	/** The label of the token; its value is not here. */
	token: string;
}

/** What the page shows for the credentials of all services. */
export function credentialsOf({ ground: { origin }, states }: World): CredentialFields[] {
	const device = states.wassenger.account.devices[0]?.id;
	return [
		{
			service: 'wawp',
			title: 'Wawp API',
			fields: { 'Base URL': origin + ROOTS.wawp, 'Webhook API URL': origin + ROOTS.wawpV2 },
			token: 'Access Token',
		},
		{
			service: 'wassenger',
			title: 'Wassenger API',
			fields: { 'Base URL': origin + ROOTS.wassenger, ...(device && { Device: device }) },
			token: 'API Key',
		},
		{ service: 'wuts', title: 'WUTS API', fields: { 'Base URL': origin + ROOTS.wuts }, token: 'API Token' },
	];
}

/** How the page gets a token, when somebody presses its copy button; it stands in no state and on no page. */
export function addTokens(router: Router, world: World): void {
	router.post('/tokens/:service', (request, response) => {
		response.set('cache-control', 'no-store').json({ token: tokenOf(world, request) });
	});
}

function tokenOf({ states }: World, { params, body }: Request<{ service: string }>): string {
	if (params.service === 'wassenger') return states.wassenger.account.apiKey;
	if (params.service === 'wuts') return states.wuts.account.apiToken;
	if (params.service !== 'wawp') throw unknown('service');
	const { instances } = states.wawp;
	const { accessToken } = instances.get(TOKEN.parse(body).instanceId) ?? {};
	if (accessToken === undefined) throw unknown('instance');
	if (!instances.isOwnToken(accessToken)) return accessToken;
	throw new SandboxError(403, 'It is the one after --token, which the sandbox does not hand out.');
}
