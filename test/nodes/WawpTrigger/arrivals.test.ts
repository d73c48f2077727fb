import { Arrivals } from '../../../nodes/WawpTrigger/arrivals';

const HOUR_MS = 60 * 60_000;

/** Whether it is a first; its answer is out at once. */
async function comes(arrivals: Arrivals, ...identities: string[]): Promise<boolean> {
	const claim = await arrivals.claim(identities);
	claim?.answered();
	return claim !== undefined;
}

afterEach(() => jest.restoreAllMocks());

test('any identity that was there makes a repeat; none never does', async () => {
	const arrivals = new Arrivals({ count: 100, ageMs: HOUR_MS });
	expect(await comes(arrivals, 'a', 'b')).toBe(true);
	expect([await comes(arrivals, 'a'), await comes(arrivals, 'c', 'b')]).toEqual([false, false]);
	expect([await comes(arrivals, 'c'), await comes(arrivals), await comes(arrivals)]).toEqual([
		true,
		true,
		true,
	]);
});

test('a delivery whose answer failed is forgotten, with all its identities', async () => {
	const arrivals = new Arrivals({ count: 100, ageMs: HOUR_MS });
	(await arrivals.claim(['a', 'b']))?.failed();
	expect(arrivals.size).toBe(0);
	expect([await comes(arrivals, 'b'), await comes(arrivals, 'a'), await comes(arrivals, 'a')]).toEqual([
		true,
		true,
		false,
	]);
});

test('what comes while the first is not answered waits: a repeat if that goes well, else one of them is the first', async () => {
	const arrivals = new Arrivals({ count: 100, ageMs: HOUR_MS });
	const first = await arrivals.claim(['a']);
	const second = arrivals.claim(['a']);
	first?.answered();
	expect(await second).toBeUndefined();

	const third = await arrivals.claim(['b']);
	const waiting = Array.from({ length: 5 }, () => arrivals.claim(['b']));
	third?.failed();
	const next = await Promise.any(
		waiting.map(async (one) => (await one) ?? (await Promise.reject(new Error('no')))),
	);
	next.answered();
	expect((await Promise.all(waiting)).filter((claim) => claim !== undefined)).toHaveLength(1);
});

test('the oldest are forgotten by count and by age', async () => {
	const arrivals = new Arrivals({ count: 1000, ageMs: HOUR_MS });
	for (let index = 0; index < 5000; index += 1) await comes(arrivals, `${index}`);
	expect(arrivals.size).toBe(1000);
	expect([await comes(arrivals, '4001'), await comes(arrivals, '3999')]).toEqual([false, true]);

	const now = Date.now();
	jest.spyOn(Date, 'now').mockReturnValue(now + HOUR_MS + 1000);
	expect(await comes(arrivals, '4999')).toBe(true);
	expect(arrivals.size).toBe(1);
});
