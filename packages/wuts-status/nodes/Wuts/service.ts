import { baseUrl } from '../../../../nodes/shared/baseUrl';
import { asObject, asText } from '../../../../nodes/shared/json';
import type { ApiError, Service } from '../../../../nodes/shared/operation';
import { invalidInput } from '../../../../nodes/shared/problem';
import { status } from './operations';

const UUID_V4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

/** The error in an answer, in both documented shapes: `error: {code, message}`, and `error` with `error_code`. */
function readError(body: unknown): ApiError | undefined {
	const { success, error, error_code: errorCode, message: said } = asObject(body);
	if (success === true || (error === undefined && success !== false)) return undefined;
	const { code, message } = asObject(error);
	return {
		code: asText(code ?? errorCode) || 'wuts_error',
		message: asText(message) || asText(error) || asText(said) || 'no reason given',
	};
}

/** WUTS' API (https://docs.wuts.com.br) for the machinery. */
export const wuts: Service = {
	name: 'WUTS',
	credentialType: 'wutsApi',
	resources: [status],
	accountFields: [],
	baseUrl: ({ baseUrl: entered, apiToken }) => {
		if (!UUID_V4.test(asText(apiToken).trim())) {
			throw invalidInput(
				'API Token',
				'expected a UUID (version 4)',
				'Copy the token from WUTS into the credential.',
			);
		}
		return baseUrl(entered, 'https://api.wuts.com.br');
	},
	secrets: ({ apiToken }) => [asText(apiToken).trim()],
	identifiers: () => [],
	readError,
	remedies: {
		invalid_media: {
			message: 'WUTS does not accept this file',
			hint: 'Give a picture or video by a URL it can download, or as content. Check the MIME type.',
		},
		invalid_request: {
			message: 'WUTS does not accept this text',
			hint: 'The text is missing or too long.',
		},
		VALIDATION_ERROR: {
			message: 'WUTS found a field that is not right',
			hint: 'Compare the fields of this node with what WUTS said.',
		},
		device_error: {
			message: 'WUTS found no device for this token',
			outcome: 'refused',
			hint: 'Check the API token, and whether a number was ever connected.',
		},
		device_disconnected: {
			message: 'The WhatsApp session is not connected',
			outcome: 'refused',
			hint: 'Connect the number again in WUTS by its QR code.',
		},
		upload_failed: {
			message: 'WUTS could not upload the file to WhatsApp',
			outcome: 'refused',
			hint: 'Try a smaller file, or MP4 (H.264) for video and JPEG for pictures.',
		},
		status_failed: {
			message: 'WhatsApp did not take the status',
			hint: 'Look whether the number is still connected.',
		},
		upload_timeout: {
			message: 'WUTS gave up waiting while it uploaded the file',
			hint: 'Try a smaller file next time.',
			outcome: 'unknown',
		},
		status_timeout: {
			message: 'WUTS gave up waiting for WhatsApp',
			hint: 'Look whether the number is still connected.',
			outcome: 'unknown',
		},
		'401': {
			message: 'WUTS does not accept the API token',
			hint: 'Copy the token from WUTS into the credential.',
		},
	},
};
