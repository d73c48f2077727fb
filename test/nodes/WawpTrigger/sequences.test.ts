import { runSequences } from './sequences';

const COUNT = Number(process.env.REGISTRATION_SEQUENCES ?? 30);

test(`${COUNT} random sequences lose nothing of others and leave nothing behind`, async () => {
	const outcome = await runSequences(COUNT);
	expect(outcome.sequences).toBe(COUNT);
	expect(outcome.calls).toBeGreaterThan(COUNT * 5);
	expect(outcome.edits).toBeGreaterThan(COUNT);
}, 600_000);
