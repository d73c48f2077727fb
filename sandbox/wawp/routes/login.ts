import { wrongState } from '../errors';
import type { Instance, QrCode } from '../instances';
import { qrPng } from '../../ground/qr';
import { SAMPLE_MEDIA } from '../../ground/samples';
import type { InstanceHandler } from './call';
import { requireEngine } from './checks';

/** Login operations by operationId. */
export const LOGIN_ROUTES: Record<string, InstanceHandler> = {
	getQr: async ({ instance, params }) => {
		const { value, expiresAt } = requireQr(instance);
		if (params['format'] !== 'raw') return base64File('image/png', await qrPng(value));
		const expiry = new Date(expiresAt).toISOString();
		return base64File('application/json', Buffer.from(JSON.stringify({ value, expiry })));
	},
	requestCode: ({ wawp, instance }) => ({ code: wawp.sessions.requestCode(instance) }),
	getScreenshot: ({ instance }) => {
		requireEngine(instance, 'WEBJS', 'A screenshot');
		if (instance.status === 'STOPPED') throw wrongState(instance.status, 'WORKING');
		return base64File('image/png', SAMPLE_MEDIA['picture.png'].bytes());
	},
};

function requireQr(instance: Instance): QrCode {
	if (instance.qr === undefined) throw wrongState(instance.status, 'SCAN_QR_CODE');
	return instance.qr;
}

function base64File(mimetype: string, bytes: Buffer): { mimetype: string; data: string } {
	return { mimetype, data: bytes.toString('base64') };
}
