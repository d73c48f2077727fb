import { baseUrl } from '../shared/baseUrl';
import { asText } from '../shared/json';
import type { ApiError, Service } from '../shared/operation';
import { Problem } from '../shared/problem';
import { INSTANCE } from './fields/common';
import { resources } from './operations';

/** Where the v1 API lives (docs.wawp.net); the credential's default. */
const WAWP_BASE_URL = 'https://wawp.net/wp-json/awp/v1';

/** What an API says of an error fits in here. */
const LONGEST_SENTENCE = 1000;

/** What the engine says when a session is not WORKING (WAHA); Wawp wraps it in codes of its own. */
const NOT_WORKING = /session status is not as expected|session .*not (working|ready)/i;

/**
 * The error in one of Wawp's answers. Three shapes are known: WordPress' `{code, message, data}`, Wawp's older
 * `{status: "error", message}`, and v2's `{status: <number>, message, error}`. A 2xx may carry one of them.
 */
function readError(body: unknown): ApiError | undefined {
	if (typeof body !== 'object' || body === null) return undefined;
	const { code, message, status, error } = body as Record<string, unknown>;
	if (typeof message !== 'string') return undefined;
	const sentence = message.slice(0, LONGEST_SENTENCE);
	if (NOT_WORKING.test(sentence)) {
		const isWorking = status === 'WORKING' || /status is WORKING\b/.test(sentence);
		return { code: isWorking ? 'already_linked' : 'session_not_working', message };
	}
	if (typeof code === 'string') return code === 'success' ? undefined : { code, message };
	if (status === 'error') return { code: 'wawp_error', message };
	if (typeof status === 'number' && status >= 400) {
		return { code: typeof error === 'string' ? error : `http_${status}`, message };
	}
	return undefined;
}

/** What to do where no instance is named anywhere. */
export const NO_INSTANCE =
	'Enter the Instance ID in the credential (Wawp dashboard: Account → Connect) or in the option "Instance ID". If the account has none yet, Session → Create makes one.';

function noInstance(): Problem {
	return new Problem('No Wawp instance is chosen', {
		code: 'no_instance',
		httpStatus: null,
		hint: NO_INSTANCE,
		outcome: 'notSent',
	});
}

/** Wawp's v1 API (https://docs.wawp.net) for the machinery. */
export const wawp: Service = {
	name: 'Wawp',
	credentialType: 'wawpApi',
	resources,
	accountFields: [INSTANCE],
	baseUrl: (credential) => baseUrl(credential.baseUrl, WAWP_BASE_URL),
	requireAccount: ({ instanceId }, account) => {
		if (asText(account.instance_id ?? instanceId).trim() === '') throw noInstance();
	},
	secrets: ({ accessToken, webhookSecret, previousWebhookSecret }) =>
		[accessToken, webhookSecret, previousWebhookSecret].map((secret) => asText(secret).trim()),
	identifiers: ({ instanceId }, account) => [asText(instanceId).trim(), asText(account.instance_id)],
	readError,
	remedies: {
		invalid_access_token: {
			message: 'Wawp does not know this access token',
			hint: 'Copy the access token from the Wawp dashboard (Account → Connect) into the credential.',
		},
		invalid_instance: {
			message: 'Wawp does not know this instance',
			hint: 'Compare the Instance ID in the credential (or in the option "Instance ID") with the Wawp dashboard, or create one with Session → Create.',
		},
		invalid_session: {
			message: 'The WhatsApp session of this instance was dropped',
			hint: 'Link the phone again: Session → Ensure Connected gives the QR code.',
		},
		invalid_url: {
			message: 'Wawp could not fetch the media from its URL',
			hint: 'The URL must be reachable from the internet without a login. Otherwise give the file as binary data.',
		},
		unsupported_mimetype: {
			message: 'Wawp does not accept this kind of file here',
			hint: 'Images must be PNG or JPEG; voice is best as OGG/Opus, video as MP4 (H.264).',
		},
		session_not_working: {
			message: 'The WhatsApp session is not in the right state for this',
			hint: 'Run Session → Ensure Connected first: it starts the session, or gives the QR code to scan.',
		},
		already_linked: {
			message: 'The phone is already linked',
			hint: 'The session works, so there is no code to scan or to type. To link another phone, run Session → Log Out first.',
		},
		rest_no_route: {
			message: 'This Wawp server does not offer this operation',
			hint: 'Check that the Base URL in the credential ends in /wp-json/awp/v1.',
		},
		quota_reached: { hint: 'The plan of this Wawp account allows no more of this.' },
		subscription_required: { hint: 'The plan of this Wawp account does not include this.' },
		server_not_found: { hint: 'The instance has no server at the moment; restart it, or ask Wawp.' },
		'401': {
			message: 'Wawp does not accept this access token',
			hint: 'Copy the access token from the Wawp dashboard (Account → Connect) into the credential.',
		},
		http_404: { hint: 'Check that the Base URL in the credential ends in /wp-json/awp/v1.' },
		'404': { hint: 'It may be gone already, or belong to another instance: compare the ID.' },
		'413': {
			message: 'The file is too large for this server',
			hint: 'Give the file as a URL that Wawp can reach, or make it smaller.',
		},
		'429': {
			message: 'Wawp asks to slow down',
			hint: 'Put a Wait node or Loop Over Items with pauses in front of this node.',
		},
	},
};
