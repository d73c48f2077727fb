import express from 'express';
import type { Request, Response, Router } from 'express';
import { AnswerError, answerErrors, SandboxError } from '../http/errors';
import { viewPayload } from '../wawp/engine/status';
import { sendEvent } from '../wawp/events/send';
import type { Instance } from '../wawp/instances';
import type { World } from '../world';
import { addTokens } from './credentials';
import { addFaults } from './faults';
import { addFiles } from './files';
import { instanceOf, unknown } from './lookup';
import { CLOCK, CONTACTS, DISCONNECT, EVENT, PAIR, VIEW } from './schemas';
import { stateOf } from './state';
import { addWebhooks } from './webhooks';

/**
 * The controls of the sandbox over HTTP, under `/sandbox`. None hands out a webhook secret, and only the one behind the
 * copy buttons (`credentials.ts`) a token.
 */
export function createControls(world: World): Router {
	const router = express.Router();
	router.use(express.json({ limit: '1mb' }));
	addReading(router, world);
	addPhone(router, world);
	addEvents(router, world);
	addWebhooks(router, world);
	addTokens(router, world);
	addTesting(router, world);
	addFiles(router, world);
	addFaults(router, world);
	router.use(() => {
		throw unknown('control');
	});
	router.use(answerErrors(errorOf));
	return router;
}

function addReading(router: Router, world: World): void {
	const { live } = world.ground;
	router.get('/state', (_request, response) => void response.json(stateOf(world)));
	router.get('/events', (_request, response) => live.subscribe(response, () => stateOf(world)));
}

/** What somebody does on the phone of an instance; each answers with the state. */
function addPhone(router: Router, world: World): void {
	const { ground, states } = world;
	const { sessions } = states.wawp;
	const add = (path: string, act: (instance: Instance, request: Request) => void): void => {
		router.post(`/instances/:id/${path}`, (request: Request<{ id: string }>, response: Response) => {
			act(instanceOf(world, request), request);
			response.json(stateOf(world));
		});
	};
	add('scan', (instance) => sessions.scan(instance));
	add('pair', (instance, { body }) => {
		const { code } = PAIR.parse(body);
		if (sessions.pair(instance, code)) return;
		throw new SandboxError(400, 'This is not the pairing code of the instance.');
	});
	add('disconnect', (instance, { body }) => sessions.disconnect(instance, DISCONNECT.parse(body).to));
	for (const change of ['start', 'stop', 'restart', 'logout'] as const) {
		add(change, (instance) => sessions[change](instance));
	}
	add('statuses/:statusId/view', (instance, { params, body }) => {
		const status = ground.feed.visible(instance.id, String(params['statusId']));
		if (status === undefined) throw unknown('status');
		const { viewer } = VIEW.parse(body);
		ground.feed.view(status, viewer);
		states.wawp.webhooks.send(instance, 'message.ack', viewPayload(status, viewer));
	});
}

function addEvents(router: Router, world: World): void {
	router.post('/instances/:id/events', (request, response) => {
		const sent = sendEvent(world.states.wawp, request.params.id, EVENT.parse(request.body));
		const { envelope, receivers } = sent;
		response.status(202).json({ ...envelope, metadata: undefined, receivers });
	});
}

function addTesting(router: Router, world: World): void {
	const { clock, live } = world.ground;
	router.post('/instances/:id/contacts', (request, response) => {
		const { count } = CONTACTS.parse(request.body);
		world.states.wawp.phones.addContacts(instanceOf(world, request), count);
		response.status(201).json(stateOf(world));
	});
	router.post('/clock', (request, response) => {
		clock.advance(CLOCK.parse(request.body).advanceMs);
		live.changed();
		response.json({ now: clock.now() });
	});
}

/** What is no error of a service is a mistake in what the control was given. */
function errorOf(error: unknown): AnswerError {
	return error instanceof AnswerError ? error : new SandboxError(400, String(error));
}
