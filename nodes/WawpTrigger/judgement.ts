import type { IDataObject } from 'n8n-workflow';
import { withoutSecrets } from '../shared/secrets';
import { readArrival, type Arrival } from './normalize';
import { checkAge, type Scheme, verifyDelivery } from './signature';

/** What the node's parameters and its credential ask for. */
export interface Settings {
	/** Which events are wanted, and what is made of them. */
	sieve: (arrival: Arrival) => { item: object } | { ignored: string };
	scheme: Scheme;
	/** The webhook secrets that may prove a delivery; none when nothing has to be proven. */
	secrets: readonly string[];
	/** Texts that must not appear in the output. */
	hidden: readonly string[];
	maxBytes: number;
	maxAgeMs: number;
}

export interface Incoming {
	rawBody: Buffer;
	headers: Readonly<Record<string, string | string[] | undefined>>;
	query: Readonly<Record<string, unknown>>;
}

/** What to answer, and the item when the workflow shall run. A reason never holds a value of the delivery. */
export type Judgement =
	| { status: 200; item: IDataObject }
	| { status: 200; ignored: string }
	| { status: 401; reason: string; unproven: true }
	| { status: 400 | 401 | 413; reason: string };

/**
 * Judges one delivery: first its proof (401), then its size (413), age (401) and shape (400), then the node's filters.
 * Without a webhook secret there is nothing to prove, unless one scheme is asked for.
 */
export function judge(incoming: Incoming, settings: Settings, now: number): Judgement {
	const mustProve = settings.secrets.length > 0 || settings.scheme !== 'auto';
	const refusal = mustProve ? missingProof(incoming, settings) : undefined;
	if (refusal !== undefined) return { status: 401, reason: refusal, unproven: true };
	if (incoming.rawBody.length > settings.maxBytes) {
		return { status: 413, reason: 'the body is larger than the Maximum Size of the node' };
	}
	const body = parseJson(incoming);
	const age = mustProve ? checkAge(body, incoming.headers, settings.maxAgeMs, now) : undefined;
	if (age?.ok === false) return { status: 401, reason: age.reason };
	const arrival = readArrival(body);
	if (!arrival) return { status: 400, reason: 'the body is not an event of Wawp' };
	const sifted = settings.sieve(arrival);
	if ('ignored' in sifted) return { status: 200, ignored: sifted.ignored };
	return { status: 200, item: withoutSecrets<object>(sifted.item, settings.hidden) as IDataObject };
}

/** Why no secret proves a delivery: what is wrong by the first of them. Undefined where one does. */
function missingProof(incoming: Incoming, { secrets, scheme }: Settings): string | undefined {
	const known = secrets.length > 0 ? secrets : [''];
	const verdicts = known.map((secret) => verifyDelivery({ ...incoming, secret, scheme }));
	if (verdicts.some(({ ok }) => ok)) return undefined;
	return verdicts.map((verdict) => ('reason' in verdict ? verdict.reason : ''))[0];
}

/**
 * The bytes that were proven are the ones that are read, not n8n's parsed copy of them. n8n turns forms, XML
 * and plain text into objects and strings; none of them is a delivery of Wawp, which is JSON by its type.
 */
function parseJson({ rawBody, headers }: Incoming): unknown {
	const type = headers['content-type'];
	if (typeof type === 'string' && !/^application\/([\w.-]+\+)?json\s*(;|$)/i.test(type.trim()))
		return undefined;
	try {
		return JSON.parse(rawBody.toString('utf8').replace(/^\uFEFF/, ''));
	} catch {
		return undefined;
	}
}
