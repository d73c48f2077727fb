import type { IDataObject } from 'n8n-workflow';

import { asObject } from '../../shared/json';
import type { Answer, OutputFile } from '../../shared/operation';
import { Problem } from '../../shared/problem';
import { readBase64 } from '../../shared/media';
import { toIso } from '../whatsapp/times';

/** A QR code is replaced after 20 seconds at the earliest (the first one lives 60; WAHA, "QR code"). */
const LEAST_LIFE_MS = 20_000;

const EXTENSIONS: Record<string, string> = { 'image/png': 'png', 'image/jpeg': 'jpg', 'image/webp': 'webp' };

/**
 * A picture in an answer: `{mimetype, data}` as WAHA gives it, or a data URL under `qr`.
 *
 * @param name file name without extension
 * @throws Problem when the answer holds none
 */
export function readPicture({ body }: Answer, property: string, name: string): OutputFile {
	const { mimetype, data, qr } = asObject(body);
	const text = typeof data === 'string' ? data : qr;
	if (typeof text !== 'string' || text === '') throw noPicture();
	const { bytes, mimeType } = readBase64(text, 'Answer');
	const type = mimeType ?? (typeof mimetype === 'string' ? mimetype : 'image/png');
	if (bytes === undefined || bytes.length === 0 || !type.startsWith('image/')) throw noPicture();
	return { property, bytes, name: `${name}.${EXTENSIONS[type] ?? 'png'}`, mimeType: type };
}

/**
 * The QR code of an answer to `GET /getQr`: as file, as data URI, and until when it can be scanned at least.
 *
 * @throws Problem when the answer holds none
 */
export function readQr(answer: Answer): { json: IDataObject; file: OutputFile } {
	const file = readPicture(answer, 'qr', 'qr-code');
	const { expiry } = asObject(answer.body);
	return {
		json: {
			qrDataUri: `data:${file.mimeType};base64,${file.bytes.toString('base64')}`,
			qrExpiresAt: toIso(expiry) ?? new Date(answer.receivedAt + LEAST_LIFE_MS).toISOString(),
		},
		file,
	};
}

/**
 * The text behind the QR code: `{value, expiry?}`, plain or as Base64 of that JSON.
 *
 * @throws Problem when the answer holds none; the machinery then hands the whole answer on
 */
export function readQrText(body: IDataObject): IDataObject {
	const { value, expiry } = (typeof body.data === 'string' ? decoded(body.data) : body) as {
		value?: unknown;
		expiry?: unknown;
	};
	if (typeof value !== 'string') throw noPicture();
	return { qrText: value, qrExpiresAt: toIso(expiry) };
}

function decoded(data: string): unknown {
	const text = Buffer.from(data, 'base64').toString('utf8');
	try {
		return JSON.parse(text);
	} catch {
		return { value: text };
	}
}

function noPicture(): Problem {
	return new Problem('Wawp answered without a picture or code', {
		code: 'no_code',
		httpStatus: null,
		hint: 'A QR code exists only while the session waits for a scan: Session → Ensure Connected tells whether it does.',
		outcome: 'refused',
	});
}
