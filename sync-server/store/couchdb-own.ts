import type { Couch } from './couchdb-http.ts';
import { pathOf, queryOf } from './couchdb-query.ts';
import { writeDocs } from './couchdb-write.ts';
import type { AllDocsOptions, AllDocsPage, LocalDocsPage, StoredDoc } from './store.ts';
import { StoreError } from './store.ts';

const LOCAL = '_local/';

/**
 * The server's own local documents of one database, kept as ordinary ones in a database of the server's own (SPEC 7.6): those
 * CouchDB compares by revision, whoever writes, and keeps alike on all copies; local ones it does not.
 * @param place of that database. @param prefix says whose local documents they are, and of which life.
 */
export function openOwn(couch: Couch, place: string, prefix: () => Promise<string>) {
	async function read(id: string): Promise<StoredDoc | undefined> {
		const { status, body } = await couch.ask('GET', place + pathOf((await prefix()) + id));
		if (status === 404) return undefined;
		if (status !== 200) throw new StoreError(`CouchDB at ${couch.host} answered ${status} to GET ${place}.`, status);
		return { ...(body as StoredDoc), _id: LOCAL + id };
	}
	async function write(id: string, doc: Record<string, unknown>): Promise<string | undefined> {
		const [row] = await writeDocs(couch, place, [{ ...doc, _id: (await prefix()) + id }], {});
		if (row && 'ok' in row) return row.rev;
		if (row?.error === 'conflict') return undefined;
		throw new StoreError(`CouchDB at ${couch.host} refused to keep a document of the server's own (${row?.error}).`);
	}
	return {
		get: read,
		put: (id: string, { _id, _rev, ...fields }: Record<string, unknown>, rev: string | undefined) => write(id, { ...fields, ...(rev !== undefined && { _rev: rev }) }),
		async delete(id: string): Promise<boolean> {
			const found = await read(id);
			return found !== undefined && (await write(id, { _rev: found._rev, _deleted: true })) !== undefined;
		},
		/** @param options a range of the server's own. */
		async list({ startkey = '', endkey = '', includeDocs }: AllDocsOptions): Promise<LocalDocsPage> {
			const before = await prefix();
			const there = (key: string) => before + key.slice(LOCAL.length);
			const { status, body } = await couch.ask('GET', `${place}/_all_docs${queryOf({ startkey: there(startkey), endkey: there(endkey), include_docs: includeDocs })}`);
			if (status !== 200) throw new StoreError(`CouchDB at ${couch.host} answered ${status} to GET ${place}.`, status);
			const { rows } = body as AllDocsPage;
			return {
				rows: rows.flatMap((row) => {
					if (!('id' in row)) return [];
					const id = LOCAL + row.id.slice(before.length);
					return [{ ...row, id, key: id, ...(row.doc && { doc: { ...row.doc, _id: id } }) }];
				})
			};
		}
	};
}
export type OwnDocuments = ReturnType<typeof openOwn>;
