import { unixSeconds } from '../../../nodes/shared/schemas';

const NOON = Date.UTC(2026, 11, 24, 12) / 1000;

test.each([
	['2026-12-24T12:00:00Z', NOON],
	['2026-12-24T12:00:00.500+00:00', NOON + 1],
	['2026-12-24 14:00:00 +0200', NOON],
	[NOON, NOON],
	[NOON * 1000, NOON],
	[String(NOON), NOON],
	[new Date(NOON * 1000), NOON],
])('%j is the moment %d', (value, seconds) => {
	expect(unixSeconds.parse(value)).toBe(seconds);
});

test.each(['2026-12-24T12:00:00', '2026-12-24', '2026-12-24 12:00', 'tomorrow', '', null, 0, -1, true, []])(
	'%j is no moment: nobody says in which time zone, or when',
	(value) => {
		expect(unixSeconds.safeParse(value).success).toBe(false);
	},
);
