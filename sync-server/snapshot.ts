import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { dayOf, toLocal } from '#lib/kernel/moments.ts';
import type { Quarter, ServerContext } from './context.ts';
import { type KnownDates, buildSnapshot } from './snapshot-build.ts';

const encodings = ['br', 'gzip', 'identity'] as const;
type Encoding = (typeof encodings)[number];
type Bodies = Record<Encoding, Uint8Array<ArrayBuffer>> & { hash: string };

/** Nine tenths of what the best quality saves, in a tenth of the time. */
const BROTLI_QUALITY = 5;

/**
 * Answers `GET /api/<quarter>/snapshot` (SPEC 4.1). Put together and compressed once per state of the database and day,
 * kept in memory, given to everyone. Who asks while one is in the making gets that one, even if something was written since:
 * the changes since its seq tell.
 */
export function snapshots({ now }: Pick<ServerContext, 'now'>): (quarter: Pick<Quarter, 'name' | 'public'>, message: Request) => Promise<Response> {
	const kept = new Map<string, { key: string; bodies: Promise<Bodies>; inTheMaking: boolean }>();
	const known: KnownDates = new Map();

	async function current(quarter: Pick<Quarter, 'name' | 'public'>): Promise<Bodies> {
		const { update_seq } = await quarter.public.info();
		const key = `${update_seq} ${dayOf(toLocal(now()))}`;
		const last = kept.get(quarter.name);
		if (last?.key === key || last?.inTheMaking) return last.bodies;
		const bodies = buildSnapshot(quarter, now(), known).then((snapshot) => compress(JSON.stringify(snapshot)));
		const next = { key, bodies, inTheMaking: true };
		kept.set(quarter.name, next);
		bodies.then(
			() => (next.inTheMaking = false),
			() => kept.delete(quarter.name)
		);
		return bodies;
	}

	return async (quarter, message) => {
		const bodies = await current(quarter);
		const encoding = wanted(message.headers.get('Accept-Encoding'));
		const etag = `"${bodies.hash}-${encoding}"`;
		const headers = { ETag: etag, 'Cache-Control': 'no-cache', Vary: 'Accept-Encoding' };
		const has = (message.headers.get('If-None-Match') ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
		if (has.includes(etag)) return new Response(null, { status: 304, headers });
		const encoded = encoding === 'identity' ? {} : { 'Content-Encoding': encoding };
		const length = { 'Content-Length': String(bodies[encoding].byteLength) };
		return new Response(bodies[encoding], { headers: { ...headers, ...encoded, ...length, 'Content-Type': 'application/json' } });
	};
}

/** The best encoding that is accepted; one with `q=0` is not. */
function wanted(accepted: string | null): Encoding {
	const offers = (accepted ?? '').toLowerCase().split(',').map((offer) => offer.trim().split(/\s*;\s*/));
	return encodings.find((encoding) => offers.some(([name, quality]) => name === encoding && !/^q=0(\.0*)?$/.test(quality ?? ''))) ?? 'identity';
}

async function compress(text: string): Promise<Bodies> {
	const identity = new Uint8Array(Buffer.from(text));
	const [br, zipped] = await Promise.all([
		promisify(brotliCompress)(identity, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: identity.byteLength } }),
		promisify(gzip)(identity)
	]);
	const hash = createHash('sha256').update(identity).digest('base64url').slice(0, 22);
	return { identity, br: new Uint8Array(br), gzip: new Uint8Array(zipped), hash };
}
