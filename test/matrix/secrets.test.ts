import { isFull } from '../../e2e/numbers';
import { tell } from '../told';
import { atOnce } from './atOnce';
import { ECHOES, startEcho, type Echo } from './echo';
import { execute } from './execution';
import { KINDS } from './kinds';
import { holdsSecret, leaksOf, listenToLog, SECRETS } from './secrets';

const FORMS: [string, (secret: string) => string][] = [
	['as it is', (secret) => secret],
	['percent-encoded', encodeURIComponent],
	['in JSON', (secret) => JSON.stringify({ secret })],
	['in Base64', (secret) => Buffer.from(secret).toString('base64')],
	[
		'in the Base64 of something longer',
		(secret) => Buffer.from(`Bearer ${secret}, and so on`).toString('base64'),
	],
	['in the Base64 of URLs', (secret) => Buffer.from(`ab${secret}`).toString('base64url')],
	['in hex', (secret) => Buffer.from(secret).toString('hex')],
];

test.each(FORMS)('a secret is found %s', (_, formOf) => {
	for (const secret of Object.values(SECRETS)) expect(holdsSecret(formOf(secret))).toBe(true);
	expect(holdsSecret(formOf('example-token-1'))).toBe(false);
});

test('a secret is found in a cause, a stack and a hidden field', () => {
	const cause = new Error('inner');
	Object.defineProperty(cause, 'config', { value: { headers: [SECRETS.wassenger] }, enumerable: false });
	expect(leaksOf(new Error('outer', { cause }))).toEqual(['inspect']);
	expect(leaksOf(new Error('outer', { cause: new Error(SECRETS.wawp) }))).toEqual([
		'inspect',
		'stack',
		'text',
	]);
});

/** Every operation in the soak; else each answer meets another share of them. */
const EVERY = isFull() ? 1 : 15;
const counts = { answers: 0, runs: 0, leaks: 0 };

afterAll(() => tell(counts));

/** Where a secret stood after a run of every kind against a server that answers so. */
async function leaksBehind(echo: Echo, turn: number): Promise<string[]> {
	const server = await startEcho(echo);
	const kinds = KINDS.filter((_, index) => (index + turn) % EVERY === 0);
	const leaks = await atOnce(kinds, kinds.length, async (kind, index) => {
		const onError = index % 2 === 0 ? 'continueRegularOutput' : 'stopWorkflow';
		const { run, error } = await execute(
			kind,
			server,
			{ timeout: 60 },
			{ onError, simplify: turn % 2 === 0 },
		);
		return [...leaksOf(run), ...leaksOf(error)].map((place) => `${kind.name}: ${place}`);
	});
	await server.close();
	counts.answers += 1;
	counts.runs += kinds.length;
	counts.leaks += leaks.flat().length;
	return leaks.flat();
}

describe('a server that repeats the request', () => {
	test.each(ECHOES.map(([name, echo], turn) => ({ name, echo, turn })))(
		'in $name: no secret in outputs, errors, hints, run data or log',
		async ({ echo, turn }) => {
			const log = listenToLog();
			expect(await leaksBehind(echo, turn)).toEqual([]);
			expect(log).toEqual([]);
		},
		600_000,
	);
});
