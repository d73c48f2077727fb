const MODULUS = 2_147_483_647;
const FACTOR = 48_271;

/**
 * Chance that can be repeated: numbers from 0 to below 1, the same ones for the same seed (a whole number), by the
 * generator of Park and Miller.
 */
export function seededChance(seed: number): () => number {
	let state = (Math.abs(Math.trunc(seed)) % (MODULUS - 1)) + 1;
	const next = (): number => {
		state = (state * FACTOR) % MODULUS;
		return state / MODULUS;
	};
	// The first number of a small seed is always a small one.
	next();
	return next;
}
