import { catalogue, readDocument } from '#lib/features/catalogue.ts';
import { foreignField, type OwnDoc, ownKinds } from '#lib/features/partner/rules.ts';
import { termsId } from '#lib/features/terms/entity.ts';
import { failure } from '#lib/kernel/failure.ts';
import { kindOf } from '#lib/kernel/ids.ts';
import { ASK_LIMIT, readObject } from '../body.ts';
import type { Quarter } from '../context.ts';
import { Refused, refused } from '../problem.ts';
import type { IncomingDoc } from '../store/store.ts';
import { type Partner, placesOf } from './places.ts';

const isOwnKind = (kind: string): kind is OwnDoc['kind'] => ownKinds.some((one) => one === kind);

/**
 * `PUT /api/<quarter>/partner/documents/<id>`: writes a house of the partner's, or a room, closure or terms of one (SPEC 2.23).
 * The body has the document's fields and, where there is one already, its `_rev`.
 * @returns `{ok, id, rev}`.
 * @throws Refused `not-found` for another kind of document; `forbidden`, naming the field, where what is there or what is to be
 * there belongs to somebody else; `changed-meanwhile` over another revision; or what is wrong with the fields.
 */
export async function writeOwn(quarter: Quarter, partner: Partner, id: string, message: Request): Promise<Response> {
	const kind = kindOf(id);
	if (!isOwnKind(kind)) throw refused('not-found');
	const { _rev, _id: _, ...fields } = await readObject(message, ASK_LIMIT);
	const special = Object.keys(fields).find((name) => name.startsWith('_'));
	if (special) throw new Refused(failure('invalid', special));

	const { rooms } = await placesOf(quarter, partner);
	const houseOf = (room: string) => rooms.find(({ _id }) => _id === room)?.house;
	const foreignIn = (doc: OwnDoc) => foreignField(doc, partner.houses, houseOf);

	const stored = await quarter.public.get(id);
	// Whose a document was that is gone, nobody can say any more.
	const foreign = stored && (stored._deleted ? '_id' : foreignIn(readOwn(stored)));
	if (foreign) throw new Refused(failure('forbidden', foreign));
	const doc = readOwn({ schema: catalogue[kind].version, ...fields, kind, _id: id });
	const named = foreignIn(doc) ?? (isMisnamed(doc) ? '_id' : undefined);
	if (named) throw new Refused(failure('forbidden', named));
	if (stored && _rev !== stored._rev) throw refused('changed-meanwhile');
	const [result] = await quarter.public.bulkDocs([{ ...doc, ...(stored && { _rev: stored._rev }) } as IncomingDoc]);
	if (result && 'ok' in result) return Response.json({ ok: true, id, rev: result.rev });
	throw result?.error === 'conflict' ? refused('changed-meanwhile') : new Error(`${kind} could not be written: ${result?.error}`);
}

/** @throws Refused naming the first field that has the wrong form; of a newer version than this server knows, all of it. */
function readOwn(raw: Record<string, unknown>): OwnDoc {
	const { value, failures } = readDocument(raw);
	if (failures) throw new Refused(failures);
	return value as OwnDoc;
}

/** Terms have their place in their id too: those of one place must not sit where another's belong. */
const isMisnamed = (doc: OwnDoc) => doc.kind === 'terms' && doc._id !== termsId(doc.room ?? doc.house!);
