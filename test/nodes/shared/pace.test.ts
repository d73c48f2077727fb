import { keepPace, waitFor } from '../../../nodes/shared/pace';
import { pause } from '../../../nodes/shared/pause';

const NOW = 1_000_000;
const none = { pauseMin: 0, pauseMax: 0, perMinute: 0 };

it.each([
	['the first send leaves at once', { ...none, pauseMin: 5 }, [], 0, 0],
	['the least pause', { ...none, pauseMin: 5 }, [NOW], 0, 5000],
	['only a least pause is that pause', { ...none, pauseMin: 5 }, [NOW], 1, 5000],
	['a time between least and most', { ...none, pauseMin: 2, pauseMax: 6 }, [NOW], 0.5, 4000],
	['only a most pause begins at none', { ...none, pauseMax: 6 }, [NOW], 0.5, 3000],
	['what went by counts', { ...none, pauseMin: 5 }, [NOW - 4000], 0, 1000],
	['nothing is left of a long time', { ...none, pauseMin: 5 }, [NOW - 9000], 0, 0],
	['a minute that is not full', { ...none, perMinute: 3 }, [NOW - 20_000, NOW - 10_000], 0, 0],
	['a full minute', { ...none, perMinute: 2 }, [NOW - 20_000, NOW - 10_000], 0, 40_000],
	['only the last minute counts', { ...none, perMinute: 2 }, [NOW - 80_000, NOW - 70_000], 0, 0],
	['the longer of both', { pauseMin: 50, pauseMax: 50, perMinute: 2 }, [NOW - 20_000, NOW], 0, 50_000],
])('%s', (_title, controls, times, random, expected) => {
	expect(waitFor(controls, times, NOW, random)).toBe(expected);
});

it.each([
	['a pause', async (signal: AbortSignal) => await pause(5_000, signal)],
	['a pace', async (signal: AbortSignal) => await keepPace({ ...none, pauseMin: 5 }, [Date.now()], signal)],
])('%s ends within half a second of a stop', async (_title, wait) => {
	const stop = new AbortController();
	const waiting = wait(stop.signal);
	setTimeout(() => stop.abort(), 50);
	const start = Date.now();
	await expect(waiting).rejects.toMatchObject({ details: { code: 'stopped', outcome: 'notSent' } });
	expect(Date.now() - start).toBeLessThan(600);
});
