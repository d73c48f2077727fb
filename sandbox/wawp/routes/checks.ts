import { notSupported, wrongState } from '../errors';
import type { Instance } from '../instances';

/** Throws 422 unless the session works. */
export function requireWorking(instance: Instance): void {
	if (instance.status !== 'WORKING') throw wrongState(instance.status, 'WORKING');
}

/** Throws 501 on an engine that cannot do it. */
export function requireEngine(instance: Instance, engine: Instance['engine'], what: string): void {
	if (instance.engine !== engine) throw notSupported(what, instance.engine);
}
