import type { Router } from 'express';
import { matchRoute } from '../http/contract';
import { SandboxError } from '../http/errors';
import type { World } from '../world';
import { faultForm } from './faultForm';
import { FAULT } from './faultSchema';
import { MEDIA_ROUTES } from './files';
import { unknown } from './lookup';

const UPLOAD = /^GET \/sandbox\/(media|uploads)\/[^/]+$/;

/** Faults: what waits, planning one, taking one or all back. The ledger: what was really processed. */
export function addFaults(router: Router, world: World): void {
	const { faults, ledger } = world.traffic;
	const waiting = () => ({ faults: faults.list() });
	router.get('/faults', (_request, response) => void response.json(waiting()));
	router.get('/faults/form', (_request, response) => void response.json(faultForm(world)));
	router.post('/faults', (request, response) => {
		const fault = FAULT.parse(request.body);
		if (!hasRoute(world, fault.route)) throw new SandboxError(400, `There is no route ${fault.route}.`);
		faults.add(fault);
		response.status(201).json(waiting());
	});
	router.delete('/faults', (_request, response) => {
		faults.clear();
		response.json(waiting());
	});
	router.delete('/faults/:id', (request, response) => {
		if (!faults.remove(Number(request.params.id))) throw unknown('fault');
		response.json(waiting());
	});
	router.get('/ledger', (_request, response) => void response.json({ ledger: ledger.entries }));
}

/** Is this a route that something can go wrong on? */
function hasRoute({ mounted }: World, route: string): boolean {
	if (route === '*' || MEDIA_ROUTES.includes(route) || UPLOAD.test(route)) return true;
	const [method = '', path = ''] = route.split(' ');
	return mounted.some(({ service, contract }) => {
		if (!path.startsWith(service.faultPrefix)) return false;
		const below = path.slice(service.faultPrefix.length);
		return matchRoute(contract, { method, path: service.root + below, headers: {} }) !== undefined;
	});
}
