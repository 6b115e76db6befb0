const databaseVerbs = new Set([
	'_all_docs', '_bulk_docs', '_bulk_get', '_changes', '_compact', '_design', '_ensure_full_commit', '_explain', '_find', '_index', '_local', '_local_docs',
	'_missing_revs', '_purge', '_purged_infos_limit', '_revs_diff', '_revs_limit', '_security'
]);
const apiVerbs = new Set(['accounts', 'audit', 'inbox', 'photos', 'plan-b', 'receipts', 'sample', 'snapshot']);

/**
 * What kind of address a path is, without anything of what it names: databases, documents, quarters and receipts are not
 * told apart, so that the names are few and say nothing about anybody.
 */
export function routeClass(path: string): string {
	const [, area = '', name = '', verb] = path.split('/');
	if (area === '_session' || (area === 'db' && name === '_session')) return '/_session';
	if (area === 'db') {
		if (name === '') return '/db';
		if (name.startsWith('_') && verb === undefined) return '/db/_server';
		if (verb === undefined || verb === '') return '/db/:db';
		return `/db/:db/${databaseVerbs.has(verb) ? verb : ':doc'}`;
	}
	if (area === 'api') return name === 'setup' ? '/api/setup' : `/api/:quarter/${verb !== undefined && apiVerbs.has(verb) ? verb : 'other'}`;
	if (area === 'health' || area === 'metrics') return `/${area}`;
	return '/app';
}
