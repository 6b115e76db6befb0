import type { StoredDoc } from '../store/store.ts';
import { json, missing, notImplemented } from './answer.ts';
import type { Asked, Verb } from './asked.ts';

/** What runs a function of a design document, by the part of the address after its name: a kind, and where the document keeps it. */
const functions = new Map<string, { kind: string; member: string }>(Object.entries({
	_view: { kind: 'Views', member: 'views' },
	_show: { kind: 'Show functions', member: 'shows' },
	_list: { kind: 'List functions', member: 'lists' },
	_update: { kind: 'Update functions', member: 'updates' },
	_rewrite: { kind: 'Rewrites', member: 'rewrites' },
	_search: { kind: 'Search indexes', member: 'indexes' },
	_search_info: { kind: 'Search indexes', member: 'indexes' },
	_nouveau: { kind: 'Search indexes', member: 'nouveau' },
	_nouveau_info: { kind: 'Search indexes', member: 'nouveau' }
}));

/**
 * `/{db}/_design/{name}/_…`: what a design document could do. Its JavaScript is never run: where CouchDB would, this says
 * so with 501; where the document or its function is missing, it says that as CouchDB does.
 */
export const designFunction: Verb = async (asked) => {
	const [action = '', ...path] = asked.rest.split('/');
	const document = await designDocument(asked, asked.id);
	if (action === '_info') return designInfo(asked, document);
	const called = functions.get(action);
	if (!called) throw missing();
	if (action === '_view' && !Object.hasOwn(Object(document[called.member]), path[0] ?? '')) throw missing('missing_named_view');
	throw notImplemented(`${called.kind} are not run here: design documents are kept, their JavaScript is never executed.`);
};

/** `POST /{db}/_temp_view`, which CouchDB 3 refuses too. */
export const temporaryView: Verb = async () => {
	throw notImplemented('Temporary views are not run here: JavaScript is never executed.');
};

/** @throws CouchError 404 where there is none (any more). */
export async function designDocument({ database }: Pick<Asked, 'database'>, id: string): Promise<StoredDoc> {
	const document = await database.get(id);
	if (!document) throw missing();
	if (document._deleted) throw missing('deleted');
	return document;
}

/** `GET /{db}/_design/{name}/_info`, of an index that is never built. */
async function designInfo({ id }: Asked, { language = 'javascript', _rev }: StoredDoc): Promise<Response> {
	const view_index = {
		updates_pending: { minimum: 0, preferred: 0, total: 0 },
		waiting_commit: false,
		waiting_clients: 0,
		updater_running: false,
		update_seq: 0,
		sizes: { file: 0, external: 0, active: 0 },
		signature: _rev.slice(_rev.indexOf('-') + 1),
		purge_seq: 0,
		language,
		compact_running: false
	};
	return json({ name: id.slice('_design/'.length), view_index });
}
