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
	return bare && `View \`${bare[0]}\` must contain map function`;
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
