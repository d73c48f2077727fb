import { deflateSync } from 'node:zlib';
import { crcTable } from './crc';

const COLOUR_TYPES = { grey: 0, rgb: 2 };
const PNG_CRC = crcTable(0xedb88320, 'reflected');

/** A PNG file from its rows, top to bottom: 8 bits per sample, one sample (grey) or three (rgb) per pixel. */
export function encodePng(rows: Buffer[], width: number, colours: 'grey' | 'rgb'): Buffer {
	const header = Buffer.alloc(13);
	header.writeUInt32BE(width, 0);
	header.writeUInt32BE(rows.length, 4);
	header.set([8, COLOUR_TYPES[colours]], 8);
	const unfiltered = Buffer.alloc(1);
	const pixels = Buffer.concat(rows.flatMap((row) => [unfiltered, row]));
	return Buffer.concat([
		Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
		chunk('IHDR', header),
		chunk('IDAT', deflateSync(pixels)),
		chunk('IEND', Buffer.alloc(0)),
	]);
}

function chunk(type: string, data: Buffer): Buffer {
	const body = Buffer.concat([Buffer.from(type), data]);
	const length = Buffer.alloc(4);
	length.writeUInt32BE(data.length);
	const check = Buffer.alloc(4);
	check.writeUInt32BE(crcOf(body));
	return Buffer.concat([length, body, check]);
}

function crcOf(bytes: Buffer): number {
	let crc = 0xffffffff;
	for (const byte of bytes) crc = (PNG_CRC[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
	return (crc ^ 0xffffffff) >>> 0;
}
