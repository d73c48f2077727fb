import type { Field } from '../../shared/field';
import type { Resource } from '../../shared/operation';
import { phone } from '../../shared/schemas';
import { UNCONFIRMED } from '../fields/common';
import { readPicture, readQr, readQrText } from '../answers/qr';

const PHONE: Field = {
	property: {
		displayName: 'Phone Number',
		name: 'phoneNumber',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. +44 7441 429009',
		description: 'The number of the phone to link, with its country code',
	},
	schema: phone,
	in: 'query',
	as: 'phone_number',
};

/** Linking a phone to an instance. Sources: docs.wawp.net, "Authentication - Login"; official node. */
export const login: Resource = {
	value: 'login',
	name: 'Login',
	description: 'Link a phone to an instance',
	operations: [
		{
			value: 'getQrImage',
			name: 'Get QR Image',
			action: 'Get the login QR code as image',
			description: 'Get the QR code to scan with the phone, as a PNG file',
			route: 'GET /getQr',
			fields: [],
			repeatable: true,
			evidence: 'read',
			respond: (answer) => [readQr(answer)],
		},
		{
			value: 'getQrText',
			name: 'Get QR Text',
			action: 'Get the login QR code as text',
			description: 'Get the text behind the QR code, to draw it elsewhere',
			route: 'GET /getQr',
			fields: [],
			repeatable: true,
			evidence: 'read',
			shape: (request) => ({ ...request, query: { ...request.query, format: 'raw' } }),
			simplify: readQrText,
		},
		{
			value: 'getScreenshot',
			name: 'Get Screenshot',
			action: 'Get a screenshot of the session',
			description: 'Get a picture of the WhatsApp window that Wawp runs',
			route: 'GET /getScreenshot',
			notice: UNCONFIRMED,
			fields: [],
			repeatable: true,
			evidence: 'read',
			respond: (answer) => {
				const file = readPicture(answer, 'data', 'screenshot');
				return [{ json: { success: true, mimetype: file.mimeType, fileLength: file.bytes.length }, file }];
			},
		},
		{
			value: 'requestPairingCode',
			name: 'Request Pairing Code',
			action: 'Request a pairing code',
			description: 'Get a code to type on the phone instead of scanning a QR code',
			route: 'POST /requestCode',
			fields: [PHONE],
			repeatable: false,
			evidence: 'data',
			simplify: ({ code }, { phoneNumber }) => ({ pairingCode: code, phone: phoneNumber as string }),
		},
	],
};
