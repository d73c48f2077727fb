import type { IDataObject } from 'n8n-workflow';

import { asObject, asText, isFields, present } from '../../shared/json';
import type { Around } from '../whatsapp/event';
import { personOf, phoneOf } from '../whatsapp/people';

/** The fields of a session that matter, from the answers to create, start, stop, restart and info. */
export function simplifySession(body: IDataObject): IDataObject {
	const metadata = { ...asObject(body.metadata), ...asObject(asObject(body.config).metadata) };
	return {
		instanceId: metadata.instance_id ?? body.instance_id,
		name: body.name ?? body.session_name,
		displayName: metadata.display_name ?? body.display_name,
		status: body.status,
		engine: typeof body.engine === 'string' ? body.engine : asObject(body.engine).engine,
		...simplifyMe(asObject(body.me)),
	};
}

/** What stands around the events of a session, as the trigger shows it. */
export function sessionAround(body: IDataObject): Omit<Around, 'event'> {
	const { metadata } = asObject(body.config);
	const { instanceId, name, engine } = simplifySession(body);
	const { id, lid, pushName } = asObject(body.me);
	return present({
		instanceId: asText(instanceId) || undefined,
		session: asText(name) || undefined,
		engine: asText(engine) || undefined,
		me: personOf([asText(id), asText(lid)], asText(pushName)),
		metadata: isFields(metadata) ? asObject(metadata) : undefined,
	});
}

/** Number and name of the linked account. */
export function simplifyMe({ id, lid, pushName }: IDataObject): IDataObject {
	return { id, phone: phoneOf(asText(id)), lid, pushName };
}
