import { allDocs, allDocsQueries, designDocs, designDocsQueries, localDocs, localDocsQueries } from './all-docs.ts';
import type { Verb } from './asked.ts';
import { deleteAttachment, getAttachment, putAttachment } from './attachment.ts';
import { bulkDocs } from './bulk-docs.ts';
import { bulkGet } from './bulk-get.ts';
import { changes } from './changes.ts';
import { compact, viewCleanup } from './compact.ts';
import { copyDocument } from './copy-document.ts';
import { createDocument } from './create-document.ts';
import { databaseInfo } from './database-info.ts';
import { getPurgedInfosLimit, getRevsLimit, getSecurity, putPurgedInfosLimit, putRevsLimit, putSecurity } from './database-settings.ts';
import { deleteDocument } from './delete-document.ts';
import { designFunction, temporaryView } from './design.ts';
import { ensureFullCommit } from './ensure-full-commit.ts';
import { explain, find } from './find.ts';
import { getDocument } from './get-document.ts';
import { deleteLocal, getLocal, putLocal } from './local.ts';
import { createIndex, listIndexes, removeIndex } from './mango-indexes.ts';
import { purge } from './purge.ts';
import { putDocument } from './put-document.ts';
import { missingRevs, revsDiff } from './revs-diff.ts';

export type Method = 'GET' | 'PUT' | 'POST' | 'DELETE' | 'COPY';
/** What somebody must be allowed to: read or write in the database, or administer the server. */
export type Intent = 'read' | 'write' | 'administer';
export type Endpoint = { answers: Partial<Record<Method, { intent: Intent; verb: Verb }>> };

const read = (verb: Verb) => ({ intent: 'read' as const, verb });
const write = (verb: Verb) => ({ intent: 'write' as const, verb });
const administer = (verb: Verb) => ({ intent: 'administer' as const, verb });

/** `/_all_docs` and its like answer several questions at `…/queries`. */
const listing = (list: Verb, queries: Verb, may: (verb: Verb) => { intent: Intent; verb: Verb } = read): Endpoint['answers'] => {
	const answer: Verb = (asked) => (asked.rest === 'queries' ? queries(asked) : list(asked));
	return { GET: may(list), POST: may(answer) };
};

/** What a database answers, address by address and method by method, and who may ask. */
export const endpoints = {
	/** `/{db}`; making and removing one is no matter of the database. */
	database: { answers: { GET: read(databaseInfo), PUT: administer(databaseInfo), POST: write(createDocument), DELETE: administer(databaseInfo) } } as Endpoint,
	document: {
		answers: { GET: read(getDocument), PUT: write(putDocument), DELETE: write(deleteDocument), COPY: write(copyDocument) }
	} as Endpoint,
	attachment: { answers: { GET: read(getAttachment), PUT: write(putAttachment), DELETE: write(deleteAttachment) } } as Endpoint,
	local: { answers: { GET: read(getLocal), PUT: read(putLocal), DELETE: read(deleteLocal) } } as Endpoint,
	designFunction: { answers: { GET: read(designFunction), POST: read(designFunction), PUT: read(designFunction), DELETE: read(designFunction) } } as Endpoint,
	/** `/{db}/_…`, by name. */
	named: new Map<string, Endpoint>(Object.entries({
		_changes: { answers: { GET: read(changes), POST: read(changes) } },
		_all_docs: { answers: listing(allDocs, allDocsQueries) },
		_local_docs: { answers: listing(localDocs, localDocsQueries, administer) },
		_design_docs: { answers: listing(designDocs, designDocsQueries) },
		_bulk_get: { answers: { POST: read(bulkGet) } },
		_bulk_docs: { answers: { POST: write(bulkDocs) } },
		_revs_diff: { answers: { POST: read(revsDiff) } },
		_missing_revs: { answers: { POST: read(missingRevs) } },
		_find: { answers: { POST: read(find) } },
		_explain: { answers: { POST: read(explain) } },
		_index: { answers: { GET: read(listIndexes), POST: administer(createIndex), DELETE: administer(removeIndex) } },
		_ensure_full_commit: { answers: { POST: read(ensureFullCommit) } },
		_security: { answers: { GET: read(getSecurity), PUT: administer(putSecurity) } },
		_revs_limit: { answers: { GET: read(getRevsLimit), PUT: administer(putRevsLimit) } },
		_purged_infos_limit: { answers: { GET: read(getPurgedInfosLimit), PUT: administer(putPurgedInfosLimit) } },
		_compact: { answers: { POST: administer(compact) } },
		_view_cleanup: { answers: { POST: administer(viewCleanup) } },
		_purge: { answers: { POST: administer(purge) } },
		_temp_view: { answers: { POST: read(temporaryView) } }
	} satisfies Record<string, Endpoint>))
};
