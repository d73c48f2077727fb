/** A mail server for n8n's own nodes: it takes every mail, and keeps it as it came. */
import type { AddressInfo } from 'node:net';

import { SMTPServer } from 'smtp-server';

import { saveCredential } from '../n8n/credentials';
import type { CredentialReference } from '../n8n/credentials';
import { onShutdown } from '../n8n/shutdown';
import type { World } from './world';

const HOST = '127.0.0.1';

/** What came, and n8n's credential for the server. */
export interface Mailbox {
	/** The mails as they were sent, header and body, oldest first. */
	mails: string[];
	credential: CredentialReference;
}

/** Starts a mail server that ends with the suite. */
export async function openMailbox({ n8n }: World, name: string): Promise<Mailbox> {
	const mails: string[] = [];
	const server = new SMTPServer({
		disabledCommands: ['AUTH', 'STARTTLS'],
		onData(stream, _session, done) {
			const parts: Buffer[] = [];
			stream.on('data', (part: Buffer) => parts.push(part));
			stream.on('end', () => {
				mails.push(Buffer.concat(parts).toString('utf8'));
				done();
			});
		},
	});
	await new Promise<void>((resolve) => void server.listen(0, HOST, resolve));
	onShutdown(() => new Promise<void>((resolve) => server.close(() => resolve())));
	const { port } = server.server.address() as AddressInfo;
	const data = { user: '', password: '', host: HOST, port, secure: false, disableStartTls: true };
	return { mails, credential: await saveCredential(n8n, name, data, 'smtp') };
}

/** The first picture in a mail. */
export function pictureIn(mail: string): Buffer {
	const base64 = /Content-Type: image\/png[\s\S]*?\r?\n\r?\n([\w+/=\r\n]+)/.exec(mail)?.[1] ?? '';
	return Buffer.from(base64, 'base64');
}
