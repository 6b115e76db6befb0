import { BlockList, isIP } from 'node:net';

/** Who is at the other end: by whose address the limits count (`shared`: a proxy's own, many are behind it), and whether they came by TLS. */
export type Visitor = { address: string; shared: boolean; secure: boolean };

/** The addresses whose `X-Forwarded-*` headers are believed. */
export type Proxies = BlockList;

/**
 * Reads `TRUSTED_PROXY`: addresses and networks (`10.0.0.0/8`), separated by commas; `none` believes nobody.
 * @returns undefined for anything else.
 */
export function readProxies(text: string): Proxies | undefined {
	const proxies = new BlockList();
	if (text === 'none') return proxies;
	for (const part of text.split(',').map((one) => one.trim())) {
		const [address = '', bits, ...more] = part.split('/');
		const version = isIP(address);
		const most = version === 4 ? 32 : 128;
		if (version === 0 || more.length > 0) return undefined;
		if (bits !== undefined && !(/^\d{1,3}$/.test(bits) && Number(bits) <= most)) return undefined;
		proxies.addSubnet(address, bits === undefined ? most : Number(bits), version === 4 ? 'ipv4' : 'ipv6');
	}
	return proxies;
}

/** A reverse proxy on the machine itself. */
export const LOOPBACK = '127.0.0.0/8, ::1';

/**
 * Who sends a request (SPEC 2.12). `X-Forwarded-For` grows to the right: what a trusted proxy wrote is at the end, what
 * anybody may have invented before it. So the right-most address that is no trusted proxy counts, and headers that come
 * from elsewhere are not read at all.
 * @param connection the address at the other end of the line.
 */
export function visitorOf({ headers, url }: Request, connection: string, proxies: Proxies): Visitor {
	const direct = plain(connection);
	const secure = url.startsWith('https:');
	if (!isTrusted(direct, proxies)) return { address: counted(direct), shared: false, secure };
	const hops = (headers.get('X-Forwarded-For') ?? '').split(',').map(plain).filter(Boolean);
	// A hop that is no address was written by somebody who wants to be counted as somebody else at each request.
	const last = hops.findLast((hop) => !isTrusted(hop, proxies));
	const known = last !== undefined && isIP(last) !== 0;
	return { address: known ? counted(last) : direct, shared: !known, secure: secure || headers.get('X-Forwarded-Proto')?.trim().toLowerCase() === 'https' };
}

function isTrusted(address: string, proxies: Proxies): boolean {
	const version = isIP(address);
	return version !== 0 && proxies.check(address, version === 4 ? 'ipv4' : 'ipv6');
}

/** Without port, brackets and the prefix of an IPv4 address in IPv6's clothes. */
function plain(hop: string): string {
	const text = hop.trim().toLowerCase();
	const [, inner] = /^\[([^\]]*)\](?::\d+)?$/.exec(text) ?? [];
	const address = inner ?? (/^[\d.]+:\d+$/.test(text) ? text.slice(0, text.indexOf(':')) : text);
	return address.startsWith('::ffff:') && isIP(address.slice(7)) === 4 ? address.slice(7) : address;
}

/** What one visitor can change at will counts as one: of IPv6 the network of a household (/64). */
function counted(address: string): string {
	if (isIP(address) !== 6) return address;
	const [head = '', tail] = address.replace(/%.*$/, '').split('::');
	const front = head ? head.split(':') : [];
	const back = tail ? tail.split(':') : [];
	const groups = tail === undefined ? front : [...front, ...Array<string>(Math.max(0, 8 - front.length - back.length)).fill('0'), ...back];
	return `${groups.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`;
}
