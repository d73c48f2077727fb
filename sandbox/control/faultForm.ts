import { KINDS } from '../http/faults/kinds';
import type { EffectOf, FaultKind } from '../http/faults/types';
import type { World } from '../world';
import { MEDIA_ROUTES } from './files';

/** One parameter of a kind of fault, as somebody types it. */
interface FormField<Name> {
	name: Name;
	words: string;
	/** How the text is meant; JSON that is none is a text. */
	as: 'number' | 'text' | 'json';
	/** What stands there at first; left empty, the parameter is left out. */
	value: string;
	/** Nothing else can be chosen. */
	choices?: string[];
}

/** A kind of fault as the page offers it. */
interface FormKind<Kind extends FaultKind> {
	words: string;
	fields: FormField<Exclude<keyof EffectOf<Kind>, 'kind'>>[];
}

/** `resetAfter` is `reset` after the work. */
type FormKindName = Exclude<FaultKind, 'resetAfter'>;

const STATES = ['FAILED', 'STOPPED', 'SCAN_QR_CODE'];

const FORM: { [Name in FormKindName]: FormKind<Name> } = {
	latency: {
		words: 'Late answer',
		fields: [{ name: 'ms', words: 'Milliseconds', as: 'number', value: '3000' }],
	},
	status: {
		words: 'HTTP status',
		fields: [
			{ name: 'status', words: 'Status', as: 'number', value: '500' },
			{ name: 'body', words: 'Body', as: 'json', value: '' },
		],
	},
	redirect: {
		words: 'Redirect',
		fields: [
			{ name: 'location', words: 'Location', as: 'text', value: 'https://example.com/' },
			{ name: 'status', words: 'Status', as: 'number', value: '301' },
		],
	},
	reset: { words: 'Connection reset', fields: [] },
	hang: { words: 'No answer', fields: [] },
	half: { words: 'Half an answer', fields: [] },
	drip: {
		words: 'Dripping answer',
		fields: [
			{ name: 'bytes', words: 'Bytes', as: 'number', value: '20' },
			{ name: 'everyMs', words: 'Every ms', as: 'number', value: '500' },
		],
	},
	html: {
		words: 'Page instead of JSON',
		fields: [{ name: 'status', words: 'Status', as: 'number', value: '502' }],
	},
	wrongJson: {
		words: 'Wrong JSON',
		fields: [{ name: 'form', words: 'Form', as: 'text', value: 'warning', choices: ['warning', 'cut'] }],
	},
	errorIn2xx: {
		words: '2xx with an error',
		fields: [
			{ name: 'code', words: 'Code', as: 'text', value: 'wawp_api_error' },
			{ name: 'message', words: 'Message', as: 'text', value: 'Not sent.' },
		],
	},
	noEvidence: {
		words: '2xx without evidence',
		fields: [{ name: 'body', words: 'Body', as: 'json', value: '{}', choices: ['{}', '[]', 'null', '""'] }],
	},
	queued: {
		words: '2xx, queued',
		fields: [{ name: 'form', words: 'Form', as: 'text', value: 'job', choices: ['job', 'status'] }],
	},
	tooMany: {
		words: '429 with Retry-After',
		fields: [{ name: 'retryAfter', words: 'Retry-After', as: 'json', value: '30' }],
	},
	slowMedia: {
		words: 'Slow media',
		fields: [{ name: 'ms', words: 'Milliseconds', as: 'number', value: '5000' }],
	},
	sessionDrops: {
		words: 'Session drops',
		fields: [{ name: 'to', words: 'To', as: 'text', value: 'FAILED', choices: STATES }],
	},
	restricted: {
		words: 'Restriction (463)',
		fields: [{ name: 'status', words: 'Status', as: 'number', value: '500' }],
	},
};

/** What the page needs to plan a fault: the kinds with their parameters, and the routes. */
export function faultForm(world: World): { kinds: object[]; routes: string[] } {
	const kinds = (Object.keys(FORM) as FormKindName[]).map((kind) => ({
		kind,
		...FORM[kind],
		// Nothing is done when a file is downloaded.
		...(kind !== 'slowMedia' && { after: KINDS[kind].after }),
	}));
	return { kinds, routes: ['*', ...apiRoutes(world), ...MEDIA_ROUTES] };
}

function apiRoutes({ mounted }: World): string[] {
	return mounted.flatMap(({ service, contract }) =>
		contract.router
			.getOperations()
			.map(({ method, path }) => `${method.toUpperCase()} ${service.faultPrefix}${path}`),
	);
}
