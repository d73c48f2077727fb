/** An n8n's own folder: its database, the unpacked package, and the secrets that were made for it. */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { z } from 'zod';

const secretsSchema = z.object({
	encryptionKey: z.string(),
	ownerEmail: z.string(),
	ownerPassword: z.string(),
	accessToken: z.string(),
	webhookSecret: z.string(),
});

/** What is known only to one user folder. All of it is random and good for the local n8n and sandbox only. */
export type Secrets = z.infer<typeof secretsSchema>;

/** A user folder and its secrets. */
export interface UserFolder {
	path: string;
	secretsFile: string;
	secrets: Secrets;
}

/** Opens a user folder; a new one gets random secrets in a file that only its owner can read. */
export function openUserFolder(folder: string): UserFolder {
	mkdirSync(folder, { recursive: true });
	const secretsFile = path.join(folder, 'secrets.json');
	if (!existsSync(secretsFile)) {
		writeFileSync(secretsFile, `${JSON.stringify(newSecrets(), null, '\t')}\n`, { mode: 0o600 });
	}
	const secrets = secretsSchema.parse(JSON.parse(readFileSync(secretsFile, 'utf8')));
	return { path: folder, secretsFile, secrets };
}

function newSecrets(): Secrets {
	return {
		encryptionKey: randomBytes(24).toString('hex'),
		ownerEmail: 'owner@example.com',
		// n8n wants eight characters, an upper-case letter and a digit.
		ownerPassword: `Wawp1-${randomBytes(9).toString('base64url')}`,
		accessToken: `local-${randomBytes(16).toString('hex')}`,
		webhookSecret: randomBytes(24).toString('hex'),
	};
}
