import path from 'node:path';
import { defineService } from '../http/service';
import { FRAME } from './frame';
import { ROUTES } from './routes';
import type { WawpCall } from './routes/call';
import { WEBHOOK_ROUTES } from './routes/webhooks';
import { saveWawp } from './state';
import type { Wawp } from './state';
import type { WawpOptions } from './types';

/** Where the API lives on a Wawp server. */
const API_ROOT = '/wp-json/awp/v1';

/** Where its second version lives, of which the sandbox has what version 1 lacks. */
const V2_ROOT = '/v2';

const firstVersion = defineService<Wawp, WawpCall, WawpOptions>({
	...FRAME,
	title: 'Wawp',
	root: API_ROOT,
	contract: path.join(__dirname, 'openapi.yaml'),
	faultPrefix: '',
	save: saveWawp,
	close: ({ webhooks }) => webhooks.close(),
	routes: ROUTES,
});

/** The Wawp API. */
export const wawp: typeof firstVersion = {
	...firstVersion,
	answer: (state, incoming) => {
		const work = () => firstVersion.answer(state, incoming);
		return state.readCache.answer(incoming, work);
	},
};

/** The webhooks of the Wawp API, version 2, on the same instances. */
export const wawpV2 = defineService<Wawp, WawpCall, WawpOptions>({
	...FRAME,
	title: 'Wawp, version 2',
	root: V2_ROOT,
	contract: path.join(__dirname, 'openapi-v2.yaml'),
	faultPrefix: V2_ROOT,
	routes: WEBHOOK_ROUTES,
});
