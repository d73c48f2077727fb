import { wawp } from '../Wawp/service';

/** Parameters by which WordPress, behind which Wawp's API stands, takes a file's address for another call. */
const CALLS = ['_method', 'rest_route'];

/** The ends of the addresses of the API's own calls, some of which do something at a GET too (`/session/logout`). */
const ROUTES = wawp.resources.flatMap(({ operations }) => operations.map(({ route }) => routeEnd(route)));

function routeEnd(route: string): RegExp {
	const [, path = ''] = route.split(' ');
	return new RegExp(`${path.replace(/\{\w+\}/g, '[^/]+')}$`, 'i');
}

/**
 * Whether the account goes along to an address: only to the API's own host, by the same protocol, and not to what could
 * be a call of the API: a forged event must not make one.
 */
export function takesAccount(address: URL, base: URL): boolean {
	const isOwn = address.origin === base.origin && address.username === '';
	return isOwn && !isCall(address);
}

function isCall({ pathname, searchParams }: URL): boolean {
	if (CALLS.some((name) => searchParams.has(name))) return true;
	try {
		const path = decodeURIComponent(pathname).replace(/\/+/g, '/').replace(/\/$/, '');
		return ROUTES.some((end) => end.test(path));
	} catch {
		return true;
	}
}

const PRIVATE_NAMES = /(^|\.)(localhost|local|internal|lan|home\.arpa)\.?$/i;
/** Own host, private, shared and link-local networks, those for protocols and examples, multicast and reserved (RFC 6890). */
const PRIVATE_IPV4 =
	/^(0|10|127)\.|^169\.254\.|^192\.168\.|^192\.0\.[02]\.|^192\.88\.99\.|^172\.(1[6-9]|2\d|3[01])\.|^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|^198\.(1[89]|51\.100)\.|^203\.0\.113\.|^(22[4-9]|2[3-5]\d)\./;
/** Of IPv6 only global unicast is public, … */
const PUBLIC_IPV6 = /^\[[23][0-9a-f]{3}:/i;
/** … but for what stands for an IPv4 address (6to4, Teredo), for protocols and for examples (RFC 6890, 9637). */
const SPECIAL_IPV6 = /^\[(2002:|2001:(:|db8:|1?[0-9a-f]{1,2}:)|3fff:(:|[0-9a-f]{1,3}:))/i;

/** Whether an address shows that it leads into the network that n8n runs in, or to no public place; a name can hide that. */
export function isOfOwnNetwork({ hostname }: URL): boolean {
	if (hostname.startsWith('[')) return !PUBLIC_IPV6.test(hostname) || SPECIAL_IPV6.test(hostname);
	return PRIVATE_NAMES.test(hostname) || PRIVATE_IPV4.test(hostname) || !/\../.test(hostname);
}
