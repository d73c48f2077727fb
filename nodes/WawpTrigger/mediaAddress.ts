/** Parameters by which WordPress, behind which Wawp's API stands, takes a file's address for another call. */
const CALLS = ['_method', 'rest_route'];

/**
 * Whether the account goes along to an address: only to the API's own host, by the same protocol, and not to what could
 * be a call of the API in disguise.
 */
export function takesAccount(address: URL, base: URL): boolean {
	const isOwn = address.origin === base.origin && address.username === '';
	return isOwn && !CALLS.some((name) => address.searchParams.has(name));
}

const PRIVATE_NAMES = /(^|\.)(localhost|local|internal|lan|home\.arpa)\.?$/i;
/** Own host, private, shared and link-local networks, multicast and reserved (RFC 6890). */
const PRIVATE_IPV4 =
	/^(0|10|127)\.|^169\.254\.|^192\.168\.|^172\.(1[6-9]|2\d|3[01])\.|^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|^198\.1[89]\.|^(22[4-9]|2[3-5]\d)\./;
/** Of IPv6 only global unicast is public. */
const PUBLIC_IPV6 = /^\[[23][0-9a-f]{3}:/i;

/** Whether an address shows that it leads into the network that n8n runs in; a name can hide that. */
export function isOfOwnNetwork({ hostname }: URL): boolean {
	if (hostname.startsWith('[')) return !PUBLIC_IPV6.test(hostname);
	return PRIVATE_NAMES.test(hostname) || PRIVATE_IPV4.test(hostname) || !/[.]/.test(hostname);
}
