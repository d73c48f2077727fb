import { createServer } from 'node:http';

/** A suite that passes and leaves a server open. */
test('opens a server and forgets it', async () => {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	expect(server.listening).toBe(true);
});
