const ANY = '*';
type Type = 'object' | 'string' | 'array';
/** Down from one member to the next (`*`: to each), and what it may be. */
type Step = readonly [name: string, ...types: Type[]];

const shapes: readonly (readonly Step[])[] = [
	[['filters', 'object'], [ANY, 'object', 'string']],
	[['language', 'string']],
	[['lists', 'object'], [ANY, 'object', 'string']],
	[['options', 'object']],
	[['rewrites', 'string', 'array']],
	[['shows', 'object'], [ANY, 'object', 'string']],
	[['updates', 'object'], [ANY, 'object', 'string']],
	[['validate_doc_update', 'string']],
	[['views', 'object'], ['lib', 'object']]
];

/** The reduce functions CouchDB has itself, by how their names begin; those of languages it does not know it does not look at. */
const builtIn = /^_(sum|count|stats|approx_count_distinct|first|last|top_|bottom_)/;
const languages: readonly unknown[] = [undefined, 'javascript', 'query'];

/**
 * What CouchDB would refuse of a design document when it is written, in its words; undefined where it would take it. What
 * its functions say is not looked at.
 */
export function wrongWithDesign(doc: Record<string, unknown>): string | undefined {
	const map: Step = ['map', doc.language === 'query' ? 'object' : 'string'];
	const ofViews = [map, ['reduce', 'string'] as const].map((last): Step[] => [['views', 'object'], [ANY, 'object'], last]);
	for (const shape of [...shapes, ...ofViews]) {
		const wrong = wrongBelow(doc, shape, []);
		if (wrong !== undefined) return wrong;
	}
	const bare = Object.entries(Object(doc.views)).find(([name, view]) => name !== 'lib' && !Object.hasOwn(Object(view), 'map'));
	if (bare) return `View \`${bare[0]}\` must contain map function`;
	const reduces = Object.values<{ map?: unknown; reduce?: string }>(Object(doc.views)).flatMap(({ map, reduce }) => (map === undefined ? [] : (reduce ?? [])));
	const unknown = languages.includes(doc.language) ? reduces.find((reduce) => reduce.startsWith('_') && !builtIn.test(reduce)) : undefined;
	return unknown && `\`${unknown}\` is not a supported reduce function.`;
}

function wrongBelow(value: object, [step, ...further]: readonly Step[], way: readonly string[]): string | undefined {
	if (!step) return undefined;
	const [name, ...types] = step;
	for (const [member, found] of Object.entries(value)) {
		if (name !== ANY && member !== name) continue;
		const path = [...way, member];
		if (!types.some((type) => isA(found, type))) return `\`${path.join('.')}\` field must have ${types.toReversed().join(' or ')} type`;
		const wrong = wrongBelow(Object(found), further, path);
		if (wrong !== undefined) return wrong;
	}
	return undefined;
}

function isA(value: unknown, type: Type): boolean {
	if (type === 'array') return Array.isArray(value);
	return typeof value === type && value !== null && !Array.isArray(value);
}
