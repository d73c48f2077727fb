import type { Request } from 'express';
import { SandboxError } from '../http/errors';
import type { Instance } from '../wawp/instances';
import type { World } from '../world';

/** The instance in the path of a control. Throws 404 for an unknown one. */
export function instanceOf(world: World, { params }: Request<{ id: string }>): Instance {
	const instance = world.states.wawp.instances.get(params.id);
	if (instance === undefined) throw unknown('instance');
	return instance;
}

/** 404 for something that the sandbox does not have. */
export function unknown(what: string): SandboxError {
	return new SandboxError(404, `The sandbox has no such ${what}.`);
}
