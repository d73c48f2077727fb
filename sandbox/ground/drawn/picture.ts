import { encodePng } from './png';

type Rgb = [red: number, green: number, blue: number];

const WIDTH = 360;
const HEIGHT = 480;
const SKY: Rgb = [255, 179, 107];
const DUSK: Rgb = [94, 73, 160];
const SUN: Rgb = [255, 244, 214];
const FAR_HILL: Rgb = [58, 63, 122];
const NEAR_HILL: Rgb = [34, 44, 92];

/** A PNG of 360 × 480 pixels, drawn by code: a sunset over hills. */
export function drawPicture(): Buffer {
	const rows = Array.from({ length: HEIGHT }, (_, y) => rowAt(y));
	return encodePng(rows, WIDTH, 'rgb');
}

function rowAt(y: number): Buffer {
	const row = Buffer.alloc(WIDTH * 3);
	for (let x = 0; x < WIDTH; x += 1) row.set(colourAt(x, y), x * 3);
	return row;
}

function colourAt(x: number, y: number): Rgb {
	if (y > 420 + 30 * Math.cos(x / 45)) return NEAR_HILL;
	if (y > 370 + 40 * Math.sin(x / 60)) return FAR_HILL;
	if (Math.hypot(x - 240, y - 250) < 56) return SUN;
	return mix(DUSK, SKY, Math.min(1, y / 380));
}

function mix(from: Rgb, to: Rgb, share: number): Rgb {
	const at = (index: 0 | 1 | 2): number => Math.round(from[index] + (to[index] - from[index]) * share);
	return [at(0), at(1), at(2)];
}
