import type { Request, Response, Router } from 'express';
import { qrPng } from '../ground/qr';
import { sendSlowly } from '../http/faults/delivery';
import { mediaOf } from '../wawp/engine/content';
import type { World } from '../world';
import { instanceOf, unknown } from './lookup';

interface File {
	mimetype: string;
	bytes: Buffer;
}

const MEDIA_TEMPLATES = ['/sandbox/media/{name}', '/sandbox/uploads/{id}'];

/** The downloads that can be slow, as the route of a planned failure names them. */
export const MEDIA_ROUTES = MEDIA_TEMPLATES.map((template) => `GET ${template}`);

/** The files of a sandbox: samples, what was uploaded, and QR codes. */
export function addFiles(router: Router, world: World): void {
	router.get('/media/:name', (request, response) => {
		const sample = world.ground.pictures.get(request.params.name);
		if (sample === undefined) throw unknown('file');
		const { mimetype } = sample;
		sendFile(world, { mimetype, bytes: sample.bytes() }, request, response);
	});
	router.get('/uploads/:id', (request, response) => {
		const upload = uploadOf(world, request.params.id);
		if (upload === undefined) throw unknown('file');
		response.set({ 'content-security-policy': 'sandbox', 'x-content-type-options': 'nosniff' });
		sendFile(world, upload, request, response);
	});
	router.get('/instances/:id/qr.png', async (request, response) => {
		const { qr } = instanceOf(world, request);
		if (qr === undefined) throw unknown('QR code');
		response
			.set('cache-control', 'no-store')
			.type('png')
			.send(await qrPng(qr.value));
	});
}

/** Sends a file, slowly if that is planned. What the page itself shows is never slow, and uses no fault up. */
function sendFile(
	{ traffic: { faults, clock } }: World,
	{ mimetype, bytes }: File,
	request: Request,
	response: Response,
): void {
	const path = request.baseUrl + request.path;
	const isOwnPage = request.get('sec-fetch-site') === 'same-origin';
	const fault = isOwnPage ? undefined : faults.take('media', 'GET', [path, templateOf(path)]);
	response.set('content-type', mimetype);
	if (fault?.kind === 'slowMedia') sendSlowly(response, bytes, fault.ms, clock);
	else response.send(bytes);
}

/** `/sandbox/media/photo.jpg` → `/sandbox/media/{name}` */
function templateOf(path: string): string | undefined {
	const folder = path.slice(0, path.lastIndexOf('/') + 1);
	return MEDIA_TEMPLATES.find((template) => template.startsWith(folder));
}

/** The bytes of a status or a message. */
function uploadOf(world: World, id: string): File | undefined {
	const status = world.ground.feed.list().find((one) => one.id === id);
	if (status?.media) return { mimetype: status.mimetype ?? 'application/octet-stream', bytes: status.media };
	const { phones, instances } = world.states.wawp;
	const message = phones.message(instances.list(), id);
	const file = message && mediaOf(message.content)?.media;
	return file && { mimetype: file.mimetype, bytes: file.bytes() };
}
