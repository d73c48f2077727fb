import type { IDataObject, ILoadOptionsFunctions } from 'n8n-workflow';

import { asObject, asText } from '../../shared/json';
import type { Searched } from '../../shared/listSearch';

/**
 * How an element stands in a list: by its name, or its ID where it has none.
 *
 * @param id the simplified field that has the ID
 * @param name the one that has the name
 * @param kind stands behind the name, where kinds are mixed
 */
export function named(id: string, name: string, kind?: string): Searched['entry'] {
	return (element) => {
		const value = asText(element[id]);
		const shown = asText(element[name]) || value;
		return { name: kind === undefined ? shown : `${shown} (${kind})`, value };
	};
}

/** A person in a list: by name with the phone number, or by what of the two is known. */
export function person({ contactId, name, phone }: IDataObject): { name: string; value: string } {
	const value = asText(contactId);
	const number = asText(phone) && `+${asText(phone)}`;
	const shown = [asText(name), number].filter((part) => part !== '').join(' · ');
	return { name: shown || value, value };
}

/** The instance named in the options of the node in the editor; an expression has no value there. */
export function chosenInstance(context: ILoadOptionsFunctions): IDataObject {
	const id = asText(asObject(context.getCurrentNodeParameter('options')).instanceId).trim();
	return id === '' || id.startsWith('=') ? {} : { instance_id: id };
}
