/** The 256 steps of a CRC-32, lowest bit first (`reflected`: PNG) or highest bit first (`plain`: Ogg). */
export function crcTable(polynomial: number, order: 'reflected' | 'plain'): Uint32Array {
	const step = order === 'reflected' ? reflectedStep : plainStep;
	return Uint32Array.from({ length: 256 }, (_, byte) => {
		let value = order === 'reflected' ? byte : byte << 24;
		for (let bit = 0; bit < 8; bit += 1) value = step(value, polynomial);
		return value >>> 0;
	});
}

function reflectedStep(value: number, polynomial: number): number {
	return value & 1 ? (value >>> 1) ^ polynomial : value >>> 1;
}

function plainStep(value: number, polynomial: number): number {
	return value & 0x80000000 ? (value << 1) ^ polynomial : value << 1;
}
