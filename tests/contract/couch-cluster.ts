import { randomBytes } from 'node:crypto';

type Told = Record<string, any>;

/** Of a document that is asked for by `rev` CouchDB tells nothing but itself and its history. */
const BESIDE = ['_conflicts', '_deleted_conflicts', '_revs_info', '_local_seq'];

/**
 * Words the answers of the server that stands for a CouchDB as those of a cluster of three copies: each seq is another text
 * every time changes are told, every seventh write finds one copy only (of what is merely brought CouchDB does not say that),
 * local documents are written over whatever revision is named, and what CouchDB does not tell is left out.
 */
export function asCluster(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
	let writes = 0;
	async function overWhatIsThere(input: string, init: RequestInit): Promise<RequestInit> {
		const { body: _, ...asking } = init;
		const { _rev } = (await (await fetch(input, { ...asking, method: 'GET' })).json()) as Told;
		return { ...init, body: JSON.stringify({ ...JSON.parse(String(init.body)), _rev }) };
	}
	return (async (input: string, init: RequestInit = {}) => {
		const url = new URL(input);
		const since = url.searchParams.get('since');
		const asked = since === null ? input : input.replace(encodeURIComponent(since), encodeURIComponent(since.split('_')[0]!));
		const answer = await fetch(asked, init.method === 'PUT' && url.pathname.includes('/_local/') ? await overWhatIsThere(input, init) : init);
		if (!answer.headers.get('Content-Type')?.includes('json')) return answer;
		const told = (await answer.json()) as Told;
		const say = (body: unknown, status = answer.status) => Response.json(body, { status });
		if (url.pathname.endsWith('/_changes')) {
			if (answer.status !== 200) return say(told);
			const text = `_${randomBytes(4).toString('hex')}`;
			return say({ ...told, results: told.results.map((row: Told) => ({ ...row, seq: row.seq + text })), last_seq: told.last_seq + text });
		}
		if (url.pathname.endsWith('/_bulk_docs') && answer.status === 201 && !String(init.body).includes('"new_edits":false') && ++writes % 7 === 0) {
			return say((told as unknown as Told[]).map((row) => (row.ok ? { ...row, accepted: true } : row)), 202);
		}
		if (told.update_seq !== undefined) return say({ ...told, cluster: { q: 2, n: 3, w: 2, r: 2 } });
		if (url.searchParams.has('rev') && told._id !== undefined) for (const name of BESIDE) delete told[name];
		return say(told);
	}) as typeof globalThis.fetch;
}
