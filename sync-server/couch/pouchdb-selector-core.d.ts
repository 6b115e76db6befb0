declare module 'pouchdb-selector-core' {
	/** Whether a document is as the selector wants it. @throws Error for a selector that means nothing. */
	export function matchesSelector(doc: object, selector: object): boolean;
}
