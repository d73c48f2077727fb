import path from 'node:path';
import express from 'express';
import type { Express, NextFunction, Request, Response } from 'express';
import { createApi } from './wawp/service';
import { ROOTS } from './http/contract';
import { createControls } from './control/controls';
import { ApiError } from './wawp/errors';
import { createWassengerApi } from './wassenger/service';
import { createWutsApi } from './wuts/service';
import type { World } from './world';

const PAGE_FOLDER = path.join(__dirname, 'page');
const PAGE_HEADERS = { 'content-security-policy': "default-src 'self'; img-src 'self' data:" };

/** The web application of a sandbox: APIs, controls, page. */
export function createApp(world: World): Express {
	const app = express();
	app.disable('x-powered-by');
	app.set('query parser', false);
	const raw = express.raw({ type: () => true, limit: '100mb' });
	app.use(ROOTS.wawp, raw, createApi(world));
	app.use(ROOTS.wassenger, raw, createWassengerApi(world));
	app.use(ROOTS.wuts, raw, createWutsApi(world));
	app.use('/sandbox', createControls(world));
	app.use(express.static(PAGE_FOLDER, { setHeaders: (response) => response.set(PAGE_HEADERS) }));
	app.use(() => {
		throw new ApiError('rest_no_route');
	});
	app.use(sendError);
	return app;
}

function sendError(error: unknown, _request: Request, response: Response, next: NextFunction): void {
	if (response.headersSent) {
		next(error);
		return;
	}
	const known = error instanceof ApiError ? error : fromParser(error);
	response.status(known.status).json(known.body());
}

function fromParser(error: unknown): ApiError {
	const { status } = error as { status?: number };
	return new ApiError(status === 413 ? 'payload_too_large' : 'internal_server_error');
}
