import { randomUUID } from 'node:crypto';
import { type Failure, failure } from '#lib/kernel/failure.ts';
import { isHistoryOf, parseRevision, REVISIONS_KEPT } from '../store/revision-tree.ts';
import type { IncomingDoc } from '../store/store.ts';
import type { Audience } from './access.ts';

/** What CouchDB answers with and ignores when it comes back. */
const echoes = new Set(['_conflicts', '_deleted_conflicts', '_local_seq', '_revs_info', '_revisions']);
const LONGEST_ID = 512;

/**
 * Checks CouchDB's own members of a document on its way in; its fields are the guard's business.
 * Tombstones of the quarter's databases are reduced to what they are: content that was deleted must not live on in them.
 * @param raw any JSON object.
 */
export function readIncoming(
	raw: Record<string, unknown>,
	{ newEdits, audience }: { newEdits: boolean; audience: Audience }
): { doc: IncomingDoc; failure?: undefined } | { failure: Failure; doc?: undefined } {
	const { _id = randomUUID(), _rev, _deleted, _revisions, _attachments, ...rest } = raw;

	if (typeof _id !== 'string' || _id === '' || _id.length > LONGEST_ID || _id.startsWith('_')) return refuse('_id');
	if (_rev === undefined ? !newEdits : !parseRevision(_rev)) return refuse('_rev');
	if (_deleted !== undefined && typeof _deleted !== 'boolean') return refuse('_deleted');
	if (_attachments !== undefined && Object.keys(Object(_attachments)).length > 0) return refuse('_attachments');
	const history = newEdits ? undefined : _revisions;
	if (history !== undefined && !(isHistoryOf(String(_rev), history) && history.ids.length <= REVISIONS_KEPT)) return refuse('_revisions');

	const special = Object.keys(rest).filter((name) => name.startsWith('_'));
	const unknown = special.find((name) => !echoes.has(name));
	if (unknown) return refuse(unknown);
	for (const name of special) delete rest[name];

	const reduced = _deleted && (audience === 'public' || audience === 'desk');
	return {
		doc: {
			...(reduced ? {} : rest),
			_id,
			...(_rev !== undefined && { _rev: _rev as string }),
			...(_deleted && { _deleted: true }),
			...(history !== undefined && { _revisions: history })
		}
	};
}

const refuse = (field: string) => ({ failure: failure('invalid', field) });
