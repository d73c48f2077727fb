import { Readable } from 'node:stream';

import type { IExecuteFunctions } from 'n8n-workflow';

import { download } from '../../../nodes/shared/downloads';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** n8n, where whatever is fetched is this. */
function fetching(body: string, headers: Record<string, string>): IExecuteFunctions {
	const httpRequest = async () =>
		await Promise.resolve({ statusCode: 200, headers, body: Readable.from([Buffer.from(body, 'latin1')]) });
	return { helpers: { httpRequest } } as unknown as IExecuteFunctions;
}

test.each([
	['its bytes', 'a', '\x89PNG\r\n\x1a\n', { 'content-type': 'text/plain' }, 'file.png', 'image/png'],
	['what the server says', 'a', 'a;b', { 'content-type': 'text/csv' }, 'file.bin', 'text/csv'],
	['the server, as a ZIP', 'a.bin', 'PK\x03\x04', { 'content-type': DOCX }, 'a.bin', DOCX],
	['its name, as a ZIP', 'a.docx', 'PK\x03\x04', {}, 'a.docx', DOCX],
	['its name', 'a.csv', 'a;b', { 'content-type': 'application/octet-stream' }, 'a.csv', 'text/csv'],
	['nothing', 'a', 'a;b', {}, 'file.bin', 'application/octet-stream'],
])('a downloaded file is told by %s', async (_, path, body, headers, name, mimeType) => {
	const url = `https://example.com/${path}?x=1`;
	expect(await download(fetching(body, { ...headers }), url, 'data')).toEqual({
		property: 'data',
		bytes: Buffer.from(body, 'latin1'),
		name,
		mimeType,
	});
});

test('a file that is larger than any of WhatsApp is not taken into memory', async () => {
	const context = fetching('a', { 'content-length': String(100 * 1024 * 1024 + 1) });
	await expect(download(context, 'https://example.com/a', 'data')).rejects.toMatchObject({
		message: 'The file could not be downloaded: it is larger than 100 MB',
		details: { code: 'download_failed', outcome: 'notSent' },
	});
});
