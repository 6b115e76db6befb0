import { type Failure, failure } from '#lib/kernel/failure.ts';
import { isObject } from '../is-object.ts';
import { Refused } from '../problem.ts';
import { isHistoryOf, parseRevision, REVISIONS_KEPT, type Revisions } from '../store/revision-tree.ts';
import type { IncomingDoc } from '../store/store.ts';
import type { Audience } from './access.ts';
import { badRequest, CouchError } from './answer.ts';
import { type Incoming, readAttachments } from './incoming-attachments.ts';
import { newId } from './uuids.ts';

/** What CouchDB answers with and ignores when it comes back. */
const echoes = new Set(['_conflicts', '_deleted_conflicts', '_local_seq', '_revs_info', '_revisions']);
/** What CouchDB keeps in any document: what its replicator notes, and what is to say one day who may read it. */
const notes = new Set(['_replication_state', '_replication_state_time', '_replication_state_reason', '_replication_id', '_replication_stats', '_access']);
const LONGEST_ID = 512;

/** The hashes that replicas make; in the quarter's databases there are no others. */
const isPlain = (hash: string) => /^[^-]+$/.test(hash);

const illegalId = (reason: string) => new CouchError(400, 'illegal_docid', reason);
const invalid = (reason: string) => new CouchError(400, 'doc_validation', reason);

/** What a document on its way in is checked by: where it goes, whether it brings its own revision, and what attachments. */
export type Border = { newEdits: boolean; audience: Audience; attachments: Incoming };

/**
 * Checks CouchDB's own members of a document on its way in; its fields are the guard's business.
 * Tombstones of the quarter's databases are reduced to what they are: content that was deleted must not live on in them.
 * @throws Refused naming the field, for the quarter's databases and accounts: the document is a row, the others of its
 * batch go on. CouchError in CouchDB's words for the administrator's: the whole request is refused.
 */
export function readIncoming(raw: unknown, { newEdits, audience, attachments: incoming }: Border): IncomingDoc {
	if (!isObject(raw)) throw badRequest('Document must be a JSON object');
	const isOurs = audience !== 'administrator';
	const fault = (field: string, error: CouchError) => (isOurs ? new Refused(failure('invalid', field)) : error);
	const { _id = newId(), _rev: named, _deleted, _revisions, _attachments, ...rest } = raw;

	const wrongId = wrongWith(_id, isOurs);
	if (wrongId !== undefined) throw fault('_id', illegalId(wrongId));
	const history = newEdits && (isOurs || named !== undefined) ? undefined : historyGiven(_revisions, { named, isOurs, fault });
	const rev = history ? `${history.start}-${history.ids[0]}` : named;
	if (rev === undefined && !newEdits) throw fault('_rev', badRequest('When `new_edits: false`, the document needs `_rev` or `_revisions` specified'));
	const isLocal = !isOurs && (_id as string).startsWith('_local/');
	const revision = parseRevision(rev);
	const isWrong = !revision || (isOurs && !isPlain(revision.hash));
	if (rev !== undefined && !isLocal && isWrong) throw fault('_rev', badRequest('Invalid rev format'));
	if (_deleted !== undefined && typeof _deleted !== 'boolean') throw fault('_deleted', invalid('Bad special document member: _deleted'));
	if (isOurs && Object.keys(Object(_attachments)).length > 0) throw new Refused(failure('invalid', '_attachments'));
	const attachments = isOurs ? undefined : readAttachments(_attachments, incoming);

	const special = Object.keys(rest).filter((name) => name.startsWith('_'));
	const unknown = special.find((name) => !echoes.has(name) && !(notes.has(name) && !isOurs));
	if (unknown) throw fault(unknown, invalid(`Bad special document member: ${unknown}`));
	for (const name of special) if (echoes.has(name)) delete rest[name];

	const reduced = _deleted && (audience === 'public' || audience === 'desk');
	return {
		...(reduced ? {} : rest),
		_id: _id as string,
		...(rev !== undefined && { _rev: rev as string }),
		...(_deleted && { _deleted: true }),
		...(attachments && { _attachments: attachments }),
		...(!newEdits && history && { _revisions: history })
	};
}

/** What is wrong with an id, in CouchDB's words; undefined where nothing is. */
export function wrongWith(id: unknown, isOurs: boolean): string | undefined {
	if (typeof id !== 'string') return 'Document id must be a string';
	if (id === '') return 'Document id must not be empty';
	if (isOurs) return id.length > LONGEST_ID || id.startsWith('_') ? 'Document id is too long' : undefined;
	if (id === '_design/' || id === '_local/') return `Illegal document id \`${id}\``;
	if (!id.startsWith('_') || id.startsWith('_design/') || id.startsWith('_local/')) return undefined;
	return 'Only reserved document ids may start with underscore.';
}

/** CouchDB goes by the history where `_rev` says something else, however long it is; the quarter's databases refuse both. */
function historyGiven(
	given: unknown,
	{ named, isOurs, fault }: { named: unknown; isOurs: boolean; fault: (field: string, error: CouchError) => Error }
): Revisions | undefined {
	if (given === undefined) return undefined;
	const { start, ids } = Object(given) as Partial<Revisions>;
	if (!Number.isInteger(start)) throw fault('_revisions', invalid("_revisions.start isn't an integer."));
	if (!Array.isArray(ids)) throw fault('_revisions', invalid("_revisions.ids isn't a array."));
	if (!ids.every((hash) => typeof hash === 'string')) throw fault('_revisions', invalid("RevId isn't a string"));
	const leaf = `${start}-${ids[0]}`;
	const isRefused = isOurs && (ids.length > REVISIONS_KEPT || (named !== undefined && named !== leaf) || !ids.every(isPlain));
	if (isRefused || !isHistoryOf(leaf, given)) throw fault('_revisions', badRequest('Invalid rev format'));
	return given as Revisions;
}

/** The failure of a document that is a row, or undefined for what concerns the whole request. */
export const failureIn = (error: unknown): Failure | undefined => (error instanceof Refused ? error.failures[0] : undefined);
