import { toBuffer, toDataURL, type QRCodeToBufferOptions } from 'qrcode';

/** Of the filters that PNG knows none makes black squares smaller, and to try them all takes longer than all the rest. */
const PLAIN = { rendererOpts: { filterType: 0 } } as QRCodeToBufferOptions;

/** A QR code as a PNG file, black on white, with the quiet zone that scanners need. */
export async function qrPng(value: string): Promise<Buffer> {
	return await toBuffer(value, PLAIN);
}

/** A QR code as `data:image/png;base64,…`. */
export async function qrDataUrl(value: string): Promise<string> {
	return await toDataURL(value);
}
