import type { Actor } from '#lib/kernel/entity.ts';
import type { ServerContext } from '../context.ts';
import { parseRevision } from '../store/revision-tree.ts';
import type { Database, DocOptions } from '../store/store.ts';
import type { Audience, Security } from './access.ts';
import { badRequest, CouchError } from './answer.ts';

/** What a verb is given: the request to one database, by somebody who may make it. */
export type Asked = {
	context: ServerContext;
	request: Request;
	/** Of the address, as sent. */
	query: URLSearchParams;
	actor: Actor;
	audience: Audience;
	/** Its `_security`; that of the quarter's databases is fixed. */
	security: Security;
	/** Whether what was allowed still is: a long answer outlives sessions, accounts and rights. */
	mayGoOn(): Promise<boolean>;
	/** Whose feeds are counted together; none for a proxy that tells nothing of its visitors. */
	address: string | undefined;
	database: Database;
	/** The document the address names, decoded, `_design/` included and `_local/` not; empty where it names none. */
	id: string;
	/** What follows it in the address, decoded: the name of an attachment, a function of a design document. */
	rest: string;
};

/** One file of this folder per verb. */
export type Verb = (asked: Asked) => Promise<Response>;

export const isTrue = (query: URLSearchParams, name: string) => query.get(name) === 'true';

/** What the address wants told of a document beside its fields. `meta=true` is the sum of three. */
export function docOptionsOf(query: URLSearchParams): DocOptions {
	const meta = isTrue(query, 'meta');
	const wants = (name: string) => isTrue(query, name);
	return {
		...(wants('revs') && { revs: true }),
		...((meta || wants('revs_info')) && { revsInfo: true }),
		...((meta || wants('conflicts')) && { conflicts: true }),
		...((meta || wants('deleted_conflicts')) && { deletedConflicts: true }),
		...(wants('local_seq') && { localSeq: true }),
		...(wants('attachments') && { attachments: true }),
		...(wants('att_encoding_info') && { attEncodingInfo: true }),
		...(query.has('atts_since') && { attachments: true, attsSince: revisionsOf(query.get('atts_since')!) })
	};
}

/** A JSON array of revisions. @throws CouchError in CouchDB's words. */
export function revisionsOf(text: string): string[] {
	const revs = listOf(text, 'Invalid list of revisions');
	if (!revs.every(parseRevision)) throw badRequest('Invalid rev format');
	return revs;
}

/** The whole number a parameter must be. @throws CouchError in CouchDB's words. */
export function wholeNumber(text: string, least = 0): number {
	const fault = (of: string) => new CouchError(400, 'query_parse_error', `Invalid value for ${of}: "${text}"`);
	if (!/^-?\d{1,15}$/.test(text)) throw fault('integer');
	const value = Number(text);
	if (value < least) throw fault('positive integer');
	return value;
}

/** A JSON array of texts. @throws CouchError 400 with this reason. */
export function listOf(text: string, reason: string): string[] {
	try {
		const value: unknown = JSON.parse(text);
		if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value;
	} catch {
		throw badRequest('invalid UTF-8 JSON');
	}
	throw badRequest(reason);
}
