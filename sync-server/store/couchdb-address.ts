/** An Apache CouchDB as the settings name it. */
export type CouchAddress = {
	/** Where its databases are, without credentials and without a slash at the end: `http://couch.example:5984`. */
	base: string;
	/** For sentences about it; never with credentials. */
	host: string;
	/** The `Authorization` header, where the address had name and password. */
	authorization?: string;
};

/** Reads `http://user:password@host:5984`; a path is kept (a CouchDB behind a proxy). @returns undefined for what is no such address. */
export function readCouchAddress(text: string): CouchAddress | undefined {
	if (!/^https?:\/\//.test(text) || !URL.canParse(text)) return undefined;
	const { origin, host, pathname, search, hash, username, password } = new URL(text);
	if (search || hash) return undefined;
	const address = { base: origin + pathname.replace(/\/+$/, ''), host };
	if (!username && !password) return address;
	try {
		const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
		return { ...address, authorization: `Basic ${Buffer.from(credentials).toString('base64')}` };
	} catch {
		return undefined;
	}
}
