import { badRequest, missing } from './answer.ts';
import type { Verb } from './asked.ts';
import { revisionNamed } from './put-document.ts';
import { readableRevisions } from './readable.ts';
import { answerFor, writeDocuments } from './write.ts';

/** `COPY /{db}/{id}` with `Destination: other-id[?rev=…]`: the winner or the revision named, as a document of its own. */
export const copyDocument: Verb = async (asked) => {
	const { request, database, id } = asked;
	const { target, over } = destinationOf(request);
	const rev = revisionNamed(asked, undefined) as string | undefined;
	const [asOf] = rev === undefined ? [] : await readableRevisions(asked, id, [rev], { attachments: true });
	const source = asOf ? ('ok' in asOf ? asOf.ok : undefined) : await database.get(id, { attachments: true });
	if (!source) throw missing();
	if (source._deleted && rev === undefined) throw missing('deleted');
	const { _rev, ...copy } = source;
	const place = new URL(request.url);
	place.pathname = place.pathname.replace(/[^/]*$/, encodeURIComponent(target));
	const rows = await writeDocuments(asked, [{ ...copy, _id: target, ...(over !== undefined && { _rev: over }) }], true);
	return answerFor(rows, 201, { Location: place.origin + place.pathname });
};

function destinationOf(request: Request): { target: string; over: string | undefined } {
	const header = request.headers.get('Destination');
	if (header === null) throw badRequest('Destination header is mandatory for COPY.');
	if (/^https?:/.test(header)) throw badRequest('Destination URL must be relative.');
	const [path = '', search] = header.split('?');
	try {
		return { target: decodeURIComponent(path), over: new URLSearchParams(search).get('rev') ?? undefined };
	} catch {
		throw badRequest('Destination must be an encoded document id.');
	}
}
