import type { Operation, Service } from '../../shared/operation';
import { wawp } from '../service';

/**
 * The service with one operation as this execution needs it.
 *
 * @param secrets what nobody may see beside the credential's secrets
 */
export function changed(operation: Operation, secrets: string[] = []): Service {
	const resources = wawp.resources.map((resource) => ({
		...resource,
		operations: resource.operations.map((one) => (one.value === operation.value ? operation : one)),
	}));
	return { ...wawp, resources, secrets: (credential) => [...wawp.secrets(credential), ...secrets] };
}
