import { toBuffer, toDataURL } from 'qrcode';

/** A QR code as a PNG file, black on white, with the quiet zone that scanners need. */
export async function qrPng(value: string): Promise<Buffer> {
	return toBuffer(value);
}

/** A QR code as `data:image/png;base64,…`. */
export async function qrDataUrl(value: string): Promise<string> {
	return toDataURL(value);
}
