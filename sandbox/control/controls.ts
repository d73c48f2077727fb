import express from 'express';
import type { NextFunction, Request, Response, Router } from 'express';
import { z } from 'zod';
import { viewPayload } from '../wawp/engine/status';
import { mediaOf } from '../wawp/engine/content';
import { sendEvent } from '../wawp/events/send';
import { ApiError } from '../wawp/errors';
import type { Instance } from '../wawp/instances';
import { qrPng } from '../ground/qr';
import { stateOf } from './state';
import type { World } from '../world';

const FAULT = z.intersection(
	z.object({ route: z.string().min(1), times: z.number().int().min(1).optional() }),
	z.discriminatedUnion('kind', [
		z.object({
			kind: z.literal('status'),
			status: z.number().int().min(200).max(599),
			body: z.unknown(),
			contentType: z.string().optional(),
			headers: z.record(z.string(), z.string()).optional(),
		}),
		z.object({ kind: z.literal('hang') }),
		z.object({ kind: z.literal('reset') }),
		z.object({ kind: z.literal('resetAfter') }),
		z.object({ kind: z.literal('html') }),
		z.object({ kind: z.literal('redirect'), location: z.string() }),
	]),
);
const WEBHOOK = z.object({
	url: z.string(),
	secret: z.string().optional(),
	events: z.array(z.string()).optional(),
});
const EVENT = z.object({
	event: z.string().min(1),
	payload: z.record(z.string(), z.unknown()).optional(),
	text: z.string().optional(),
	from: z.string().min(1).optional(),
});
const CONTACTS = z.object({ count: z.number().int().min(1).max(5000) });
const CLOCK = z.object({ advanceMs: z.number() });
const PAIR = z.object({ code: z.string().optional() }).default({});
const DISCONNECT = z
	.object({ to: z.enum(['FAILED', 'STOPPED', 'SCAN_QR_CODE']).default('FAILED') })
	.default({ to: 'FAILED' });
const VIEW = z.object({ viewer: z.string().default('201001234567@c.us') }).default({});

/** The controls of the sandbox over HTTP, under `/sandbox`. They never hand out an access token or a webhook secret. */
export function createControls(world: World): Router {
	const router = express.Router();
	router.use(express.json({ limit: '1mb' }));
	addReading(router, world);
	addPhone(router, world);
	addViews(router, world);
	addWebhooks(router, world);
	addTesting(router, world);
	router.use(notFound);
	router.use(sendError);
	return router;
}

function addReading(router: Router, world: World): void {
	router.get('/state', (_request, response) => void response.json(stateOf(world)));
	router.get('/events', (_request, response) => world.live.subscribe(response, () => stateOf(world)));
	router.get('/media/:name', (request, response) => {
		const sample = world.pictures.get(request.params.name);
		if (sample === undefined) throw new ApiError('rest_no_route');
		response.set('content-type', sample.mimetype).send(sample.bytes());
	});
	router.get('/uploads/:id', (request, response) => {
		const upload = uploadOf(world, request.params.id);
		if (upload === undefined) throw new ApiError('rest_no_route');
		response.set({ 'content-security-policy': 'sandbox', 'x-content-type-options': 'nosniff' });
		response.set('content-type', upload.mimetype).send(upload.bytes);
	});
	router.get('/instances/:id/qr.png', (request, response) => {
		const { qr } = instanceOf(world, request.params.id);
		if (qr === undefined) throw new ApiError('rest_no_route');
		response.set('cache-control', 'no-store').type('png').send(qrPng(qr.value));
	});
}

function addPhone(router: Router, world: World): void {
	router.post('/instances/:id/scan', (request, response) => {
		world.sessions.scan(instanceOf(world, request.params.id));
		response.json(stateOf(world));
	});
	router.post('/instances/:id/pair', (request, response) => {
		const { code } = PAIR.parse(request.body);
		if (!world.sessions.pair(instanceOf(world, request.params.id), code)) {
			throw new ApiError('rest_invalid_param', { message: 'This is not the pairing code of the instance.' });
		}
		response.json(stateOf(world));
	});
	router.post('/instances/:id/disconnect', (request, response) => {
		const { to } = DISCONNECT.parse(request.body);
		world.sessions.disconnect(instanceOf(world, request.params.id), to);
		response.json(stateOf(world));
	});
	for (const change of ['start', 'stop', 'restart', 'logout'] as const) {
		router.post(`/instances/:id/${change}`, (request, response) => {
			world.sessions[change](instanceOf(world, request.params.id));
			response.json(stateOf(world));
		});
	}
}

function addViews(router: Router, world: World): void {
	router.post('/instances/:id/statuses/:statusId/view', (request, response) => {
		const instance = instanceOf(world, request.params.id);
		const { viewer } = VIEW.parse(request.body);
		const status = world.feed.visible(instance.id, request.params.statusId);
		if (status === undefined) throw new ApiError('rest_no_route', { message: 'There is no such status.' });
		world.feed.view(status, viewer);
		world.webhooks.send(instance, 'message.ack', viewPayload(status, viewer));
		response.json(stateOf(world));
	});
}

function addWebhooks(router: Router, world: World): void {
	router.put('/instances/:id/webhook', (request, response) => {
		const instance = instanceOf(world, request.params.id);
		const settings = WEBHOOK.parse(request.body);
		if (settings.url === '') delete instance.webhook;
		else instance.webhook = { secret: instance.webhook?.secret, ...settings };
		world.live.changed();
		response.json(stateOf(world));
	});
	router.post('/instances/:id/events', (request, response) => {
		const { envelope } = sendEvent(world, request.params.id, EVENT.parse(request.body));
		response.status(202).json({ ...envelope, metadata: undefined });
	});
}

function addTesting(router: Router, world: World): void {
	router.post('/instances/:id/contacts', (request, response) => {
		world.phones.addContacts(instanceOf(world, request.params.id), CONTACTS.parse(request.body).count);
		response.status(201).json(stateOf(world));
	});
	router.post('/clock', (request, response) => {
		world.clock.advance(CLOCK.parse(request.body).advanceMs);
		world.live.changed();
		response.json({ now: world.clock.now() });
	});
	router.post('/faults', (request, response) => {
		world.faults.add(FAULT.parse(request.body));
		response.status(201).json({ faults: world.faults.list() });
	});
	router.delete('/faults', (_request, response) => {
		world.faults.clear();
		response.json({ faults: [] });
	});
}

/** The bytes of a status or a message. */
function uploadOf(world: World, id: string): { mimetype: string; bytes: Buffer } | undefined {
	const status = world.feed.list().find((one) => one.id === id);
	if (status?.media) return { mimetype: status.mimetype ?? 'application/octet-stream', bytes: status.media };
	const message = world.phones.message(world.instances.list(), id);
	const file = message && mediaOf(message.content)?.media;
	return file && { mimetype: file.mimetype, bytes: file.bytes() };
}

function instanceOf(world: World, id: string): Instance {
	const instance = world.instances.get(id);
	if (instance === undefined) throw new ApiError('invalid_instance');
	return instance;
}

function notFound(): void {
	throw new ApiError('rest_no_route');
}

function sendError(error: unknown, _request: Request, response: Response, next: NextFunction): void {
	if (response.headersSent) {
		next(error);
		return;
	}
	const known =
		error instanceof ApiError ? error : new ApiError('rest_invalid_param', { message: String(error) });
	response.status(known.status).json(known.body());
}
