import { create } from 'qrcode';
import { encodePng } from './drawn/png';

const MARGIN = 4;
const PIXELS_PER_MODULE = 5;
const WHITE = 255;

/** A QR code as a PNG file, black on white, with the quiet zone that scanners need. */
export function qrPng(value: string): Buffer {
	const { modules } = create(value, { errorCorrectionLevel: 'M' });
	const side = modules.size + 2 * MARGIN;
	const rows = Array.from({ length: side }, (_, line) => rowOf(modules, line - MARGIN, side));
	const repeated = rows.flatMap((row) => Array.from({ length: PIXELS_PER_MODULE }, () => row));
	return encodePng(repeated, side * PIXELS_PER_MODULE, 'grey');
}

function rowOf(modules: { size: number; data: Uint8Array }, line: number, side: number): Buffer {
	const row = Buffer.alloc(side * PIXELS_PER_MODULE, WHITE);
	if (line < 0 || line >= modules.size) return row;
	for (let column = 0; column < modules.size; column += 1) {
		if (modules.data[line * modules.size + column] !== 1) continue;
		const start = (column + MARGIN) * PIXELS_PER_MODULE;
		row.fill(0, start, start + PIXELS_PER_MODULE);
	}
	return row;
}

/** A QR code as `data:image/png;base64,…`. */
export function qrDataUrl(value: string): string {
	return `data:image/png;base64,${qrPng(value).toString('base64')}`;
}
