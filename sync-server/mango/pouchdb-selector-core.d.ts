declare module 'pouchdb-selector-core' {
	/** Whether the document has the named fields as the selector wants them. */
	export function rowFilter(doc: Record<string, unknown>, selector: Record<string, unknown>, fields: string[]): boolean;
}
