import { asText } from '../../../../nodes/shared/json';
import { makeListSearch } from '../../../../nodes/shared/listSearch';
import { wassenger } from './service';

/** The devices of the account by name or number, for the list in the editor (`GET /devices`). */
export const searchDevices = makeListSearch(wassenger, [
	{
		listing: {
			route: 'GET /devices',
			list: { pages: 'whole' },
			simplify: (device) => device,
		},
		entry: ({ id, alias, name, phone }) => ({
			name: [asText(alias ?? name), asText(phone)].filter((part) => part !== '').join(' · ') || asText(id),
			value: asText(id),
		}),
	},
]);
