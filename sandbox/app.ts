import path from 'node:path';
import express from 'express';
import type { Express } from 'express';
import { createControls } from './control/controls';
import { AnswerError, answerErrors, SandboxError } from './http/errors';
import { serve } from './http/server';
import type { World } from './world';

const PAGE_FOLDER = path.join(__dirname, 'page');
const PAGE_HEADERS = { 'content-security-policy': "default-src 'self'; img-src 'self' data:" };

/** The web application of a sandbox: the services, the controls, the page. */
export function createApp(world: World): Express {
	const app = express();
	app.disable('x-powered-by');
	app.set('query parser', false);
	for (const mounted of world.mounted) app.use(mounted.service.root, serve(mounted, world.traffic));
	app.use('/sandbox', createControls(world));
	app.use(express.static(PAGE_FOLDER, { setHeaders: (response) => response.set(PAGE_HEADERS) }));
	app.use(() => {
		throw new SandboxError(404, 'The sandbox has no such page.');
	});
	app.use(answerErrors(errorOf));
	return app;
}

function errorOf(error: unknown): AnswerError {
	return error instanceof AnswerError ? error : new SandboxError(500, 'The sandbox failed.');
}
