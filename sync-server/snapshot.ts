import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { type Day, dayOf, toLocal } from '#lib/kernel/moments.ts';
import type { Quarter, ServerContext } from './context.ts';
import { type Held, type KnownDates, buildSnapshot, nothingHeld } from './snapshot-build.ts';

const encodings = ['br', 'gzip', 'identity'] as const;
type Encoding = (typeof encodings)[number];
type Bodies = Record<Encoding, Uint8Array<ArrayBuffer>> & { hash: string };

/** A snapshot, what it was made of, and its day. */
type Kept = { day: Day; held: Held; bodies: Promise<Bodies>; inTheMaking: boolean };

/** Nine tenths of what the best quality saves, in a tenth of the time. */
const BROTLI_QUALITY = 5;

/**
 * Answers `GET /api/<quarter>/snapshot` (SPEC 4.1). Put together and compressed once per state of the database and day,
 * kept in memory, given to everyone. Who asks while one is in the making gets that one, even if something was written since:
 * the changes since its seq tell.
 */
export function snapshots({ now }: Pick<ServerContext, 'now'>): (quarter: Pick<Quarter, 'name' | 'public'>, message: Request) => Promise<Response> {
	const kept = new Map<string, Kept>();
	const known: KnownDates = new Map();

	/** The one kept, if it is of today and nothing was written since its seq: asked so, and not by comparing seqs, which a cluster words anew each time. */
	async function fresh({ name, public: open }: Pick<Quarter, 'name' | 'public'>, day: Day): Promise<Kept | undefined> {
		const last = kept.get(name);
		if (!last || last.inTheMaking) return last;
		if (last.day !== day) return undefined;
		const { results } = await open.changes({ since: last.held.seq!, limit: 1 });
		return kept.get(name) !== last ? kept.get(name) : results.length === 0 ? last : undefined;
	}

	async function current(quarter: Pick<Quarter, 'name' | 'public'>): Promise<Bodies> {
		const day = dayOf(toLocal(now()));
		const last = await fresh(quarter, day);
		if (last) return last.bodies;
		const held = kept.get(quarter.name)?.held ?? nothingHeld();
		const bodies = buildSnapshot(quarter, now(), known, held).then((snapshot) => compress(JSON.stringify(snapshot)));
		const next: Kept = { day, held, bodies, inTheMaking: true };
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
