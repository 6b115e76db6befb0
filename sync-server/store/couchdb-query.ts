import type { DocOptions } from './store.ts';

/** A document's path in its database: the slash of `_design/` and `_local/` stays one. */
export const pathOf = (id: string) => {
	const [, prefix = '', name = ''] = /^(_design\/|_local\/)?(.*)$/s.exec(id)!;
	return `/${prefix}${encodeURIComponent(name)}`;
};

const flags = {
	revs: 'revs',
	revsInfo: 'revs_info',
	conflicts: 'conflicts',
	deletedConflicts: 'deleted_conflicts',
	localSeq: 'local_seq',
	attachments: 'attachments',
	attEncodingInfo: 'att_encoding_info'
} as const satisfies Partial<Record<keyof DocOptions, string>>;

/** CouchDB's parameters for what to tell of a document. */
export function docParameters(options: DocOptions): Record<string, unknown> {
	const set = Object.entries(flags).filter(([option]) => options[option as keyof typeof flags]);
	return { ...Object.fromEntries(set.map(([, parameter]) => [parameter, true])), ...(options.attsSince && { atts_since: options.attsSince }) };
}

/** Their values are sent as they are; all others as JSON. */
const plain = new Set(['rev', 'since', 'style', 'feed', 'open_revs']);

/** As a query string; what is undefined is left out. */
export function queryOf(parameters: Record<string, unknown>): string {
	const given = Object.entries(parameters).filter(([, value]) => value !== undefined);
	const pairs = given.map(([name, value]) => `${name}=${encodeURIComponent(plain.has(name) ? String(value) : JSON.stringify(value))}`);
	return pairs.length > 0 ? `?${pairs.join('&')}` : '';
}
