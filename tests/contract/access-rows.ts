import { ADMIN_PASSWORD, decision, event, people } from '../sync/server-rig.ts';

/** Who asks. `expired`: with the cookie of a session that is over; `partner` manages the rooms of one house; `other`: an account of an administrator's own database. */
export const columns = ['nobody', 'expired', 'volunteer', 'staff', 'manager', 'administrator', 'partner', 'other'] as const;
export type Column = (typeof columns)[number];
export type Statuses = Record<Column, number>;

/** One request, which route of the server answers it, and with which status to whom. */
export type Row = { route: string; path: string; body?: unknown; note?: string; headers?: Record<string, string>; statuses: Statuses };

const OPEN = '/db/hafencity-public';
const DESK = '/db/hafencity-desk';
const USERS = '/db/_users';
const AUDIT = '/db/hafencity-audit';
const PHOTOS = '/db/hafencity-photos';
const PHOTO = '01930000-0000-7000-8000-000000000001';
/** Made by an administrator; `olga` is a member. */
const OWN = '/db/verein';
const API = '/api/hafencity';

type But = Partial<Statuses>;
const all = (status: number): Statuses => ({ nobody: status, expired: status, volunteer: status, staff: status, manager: status, administrator: status, partner: status, other: status });
/** Everybody but whose session is over. */
const everyone = (status = 200, but: But = {}): Statuses => ({ ...all(status), expired: 401, ...but });
const accounts = (status = 200, but: But = {}) => everyone(status, { nobody: 401, ...but });
const office = (status = 200, but: But = {}) => accounts(status, { volunteer: 403, partner: 403, other: 403, ...but });
const managers = (status = 200, but: But = {}) => office(status, { staff: 403, ...but });
const administrator = (status = 200, but: But = {}) => managers(status, { manager: 403, ...but });
const members = (status = 200, but: But = {}) => administrator(status, { other: status, ...but });
/** Partners and nobody else, the office neither: it decides with its own. */
const partners = (status = 200, but: But = {}) => none({ administrator: 403, partner: status, ...but });
const none = (but: But = {}) => administrator(403, but);

/** @param note what of the body matters, where the address does not say it. */
const row = (route: string, path: string, statuses: Statuses, body?: unknown, note?: string): Row => ({ route, path, statuses, ...(body !== undefined && { body }), ...(note !== undefined && { note }) });

/** All that reading is, for those who may. */
const reads = (db: string, id: string, statuses: Statuses): Row[] => [
	row('GET /db/:db', db, statuses),
	row('GET /db/:db/:id', `${db}/${id}`, statuses),
	row('GET /db/:db/:id', `${db}/${id}?open_revs=all&revs=true`, statuses),
	row('GET /db/:db/:id', `${db}/_design/x`, as(404, statuses)),
	row('GET /db/:db/:id/:attachment', `${db}/${id}/plan.png`, as(404, statuses)),
	...(['GET', 'POST', 'PUT', 'DELETE'] as const).map((method) => row(`${method} /db/:db/:id/_:function`, `${db}/_design/x/_view/y`, as(404, statuses), method === 'POST' ? {} : undefined)),
	row('GET /db/:db/_changes', `${db}/_changes?include_docs=true&style=all_docs`, statuses),
	...['longpoll', 'continuous', 'eventsource'].map((feed) => row('GET /db/:db/_changes', `${db}/_changes?feed=${feed}&since=now`, statuses)),
	row('POST /db/:db/_changes', `${db}/_changes?filter=_doc_ids&include_docs=true`, statuses, { doc_ids: [id] }),
	row('GET /db/:db/_all_docs', `${db}/_all_docs?include_docs=true`, statuses),
	row('POST /db/:db/_all_docs', `${db}/_all_docs`, statuses, { keys: [id] }),
	row('POST /db/:db/_all_docs', `${db}/_all_docs/queries`, statuses, { queries: [{ include_docs: true }] }),
	row('GET /db/:db/_design_docs', `${db}/_design_docs`, statuses),
	row('POST /db/:db/_design_docs', `${db}/_design_docs`, statuses, { keys: [] }),
	row('POST /db/:db/_bulk_get', `${db}/_bulk_get`, statuses, { docs: [{ id }] }),
	row('POST /db/:db/_revs_diff', `${db}/_revs_diff`, statuses, { [id]: ['1-x'] }),
	row('POST /db/:db/_missing_revs', `${db}/_missing_revs`, statuses, { [id]: ['1-x'] }),
	row('POST /db/:db/_find', `${db}/_find`, statuses, { selector: { _id: id } }),
	row('POST /db/:db/_explain', `${db}/_explain`, statuses, { selector: { _id: id } }),
	row('GET /db/:db/_index', `${db}/_index`, statuses),
	row('POST /db/:db/_ensure_full_commit', `${db}/_ensure_full_commit`, as(201, statuses), {}),
	row('POST /db/:db/_temp_view', `${db}/_temp_view`, as(501, statuses), {}),
	row('GET /db/:db/_security', `${db}/_security`, statuses),
	row('GET /db/:db/_revs_limit', `${db}/_revs_limit`, statuses),
	row('GET /db/:db/_purged_infos_limit', `${db}/_purged_infos_limit`, statuses)
];
/** What is for those who administer a database. */
const upkeep = (db: string, statuses: Statuses, but: { security?: Statuses } = {}): Row[] => [
	row('PUT /db/:db/_security', `${db}/_security`, but.security ?? statuses, { members: { names: ['vera'] } }),
	row('PUT /db/:db/_revs_limit', `${db}/_revs_limit`, statuses, '500'),
	row('PUT /db/:db/_purged_infos_limit', `${db}/_purged_infos_limit`, statuses, '500'),
	row('POST /db/:db/_purge', `${db}/_purge`, as(201, statuses), { x: ['1-x'] }),
	row('POST /db/:db/_index', `${db}/_index`, statuses, { index: { fields: ['kind'] } }),
	row('DELETE /db/:db/_index', `${db}/_index/_design/x/json/y`, as(404, statuses)),
	row('POST /db/:db/_compact', `${db}/_compact`, as(202, statuses), {}),
	row('POST /db/:db/_view_cleanup', `${db}/_view_cleanup`, as(202, statuses), {}),
	row('GET /db/:db/_local_docs', `${db}/_local_docs`, statuses),
	row('POST /db/:db/_local_docs', `${db}/_local_docs`, statuses, { keys: [] })
];
/** The same people, told something else than 200. */
function as(status: number, statuses: Statuses): Statuses {
	return Object.fromEntries(columns.map((name) => [name, statuses[name] === 200 ? status : statuses[name]])) as Statuses;
}

/** Files of a document: the quarter's databases take none (SPEC 2.7). */
const files = (db: string, id: string, put: Statuses, remove: Statuses): Row[] => [
	row('PUT /db/:db/:id/:attachment', `${db}/neu/plan.png`, put, 'x'),
	row('DELETE /db/:db/:id/:attachment', `${db}/${id}/plan.png?rev=1-x`, remove)
];

const copy = (db: string, from: string, to: string, statuses: Statuses): Row => ({ ...row('COPY /db/:db/:id', `${db}/${from}`, statuses), headers: { Destination: to } });
const user = (name: keyof typeof people, set: Record<string, unknown> = {}) => ({ _id: `org.couchdb.user:${name}`, type: 'user', name, roles: people[name].roles, password: 'ein ganz neues Passwort', ...set });
const invented = { ...event('1'), _rev: '5000-a', _revisions: { start: 5000, ids: ['a'] } };
const ME = 'org.couchdb.user:sam';

/** The server as such, sessions, and the databases as a list. */
const server: Row[] = [
	row('GET /*', '/', all(503)),
	row('GET /health', '/health', all(200)),
	row('GET /metrics', '/metrics', all(404), undefined, 'without `METRICS_TOKEN`'),
	row('GET /db/', '/db/', everyone()),
	row('GET /db/_up', '/db/_up', everyone()),
	row('GET /db/_uuids', '/db/_uuids', everyone()),
	row('GET /db/_all_dbs', '/db/_all_dbs', administrator()),
	row('GET /db/_dbs_info', '/db/_dbs_info', administrator()),
	row('POST /db/_dbs_info', '/db/_dbs_info', administrator(), { keys: ['hafencity-desk'] }),
	row('GET /db/_active_tasks', '/db/_active_tasks', administrator()),
	row('GET /db/_membership', '/db/_membership', administrator()),
	...['_utils', '_node/_local/_config', '_replicator/_all_docs', '_metadata'].map((path) => row('GET /db/:db', `/db/${path}`, administrator(404))),
	...['/_session', '/db/_session'].flatMap((path) => [
		row(`GET ${path}`, path, all(200)),
		row(`POST ${path}`, path, all(401), { name: 'mia', password: 'falsch' }, 'wrong password'),
		row(`POST ${path}`, path, all(200), { name: 'admin', password: ADMIN_PASSWORD }, 'right password'),
		row(`DELETE ${path}`, path, all(200))
	]),
	row('PUT /db/:db', '/db/neu', administrator(201)),
	row('PUT /db/:db', '/db/_users', administrator(412)),
	row('PUT /db/:db', OPEN, administrator(412)),
	row('DELETE /db/:db', OPEN, none()),
	row('DELETE /db/:db', DESK, none()),
	row('DELETE /db/:db', USERS, none()),
	row('DELETE /db/:db', AUDIT, none()),
	row('DELETE /db/:db', PHOTOS, none()),
	row('DELETE /db/:db', OWN, administrator()),
	row('DELETE /db/:db', '/db/nirgendwo', administrator(404)),
	row('GET /db/:db', '/db/nirgendwo', administrator(404)),
	row('GET /db/:db/_all_docs', '/db/nirgendwo/_all_docs', administrator(404)),
	row('GET /db/:db/_all_docs', '/db/hafencity%2Ddesk/_all_docs', office()),
	row('GET /db/:db/:id', '/db/%68afencity-desk/decision:1', office())
];

/** `<quarter>-public`: everyone reads, the catalogue says who writes what. */
const open: Row[] = [
	...reads(OPEN, 'event:1', everyone()),
	row('PUT /db/:db/:id', `${OPEN}/event:neu`, office(201), event('neu')),
	row('PUT /db/:db/:id', `${OPEN}/event:1`, accounts(409), event('1')),
	row('PUT /db/:db/:id', `${OPEN}/event:1?new_edits=false`, none(), invented, 'an invented revision'),
	row('DELETE /db/:db/:id', `${OPEN}/event:1?rev=1-x`, accounts(409)),
	row('POST /db/:db', OPEN, office(201), event('neu')),
	copy(OPEN, 'event:1', 'event:2', office(201)),
	row('POST /db/:db/_bulk_docs', `${OPEN}/_bulk_docs`, accounts(201), { docs: [] }),
	...files(OPEN, 'event:1', accounts(403), accounts(409)),
	...upkeep(OPEN, administrator(), { security: none() }),
	row('PUT /db/:db/:id', `${OPEN}/occupancy:saal:2026-12-01`, administrator(201), { kind: 'occupancy', schema: 0, room: 'room:saal', date: '2026-12-01', slots: [] }),
	row('PUT /db/:db/:id', `${OPEN}/_design/x`, none(), { language: 'javascript' }),
	row('GET /db/:db/_local/:id', `${OPEN}/_local/x`, everyone(404)),
	row('PUT /db/:db/_local/:id', `${OPEN}/_local/x`, office(201, { nobody: 403 }), {}),
	row('PUT /db/:db/_local/:id', `${OPEN}/_local/server:registrar`, none({ nobody: 403 }), {}),
	row('GET /db/:db/_local/:id', `${OPEN}/_local/server:starter`, everyone(404)),
	row('DELETE /db/:db/_local/:id', `${OPEN}/_local/server:starter`, none({ nobody: 403 }))
];

/** `<quarter>-desk`: the office only. */
const desk: Row[] = [
	...reads(DESK, 'decision:1', office()),
	row('PUT /db/:db/:id', `${DESK}/decision:neu`, office(201, { staff: 403 }), decision('neu'), 'decided by mia'),
	row('PUT /db/:db/:id', `${DESK}/decision:1`, office(409, { staff: 409 }), decision('1')),
	row('PUT /db/:db/:id', `${DESK}/outcome:1:1`, administrator(201), { kind: 'outcome', schema: 0, request: 'request:1', decision: 'decision:1', result: 'declined', alternatives: [], at: '2026-11-23T09:00:00.000Z' }),
	row('DELETE /db/:db/:id', `${DESK}/decision:1?rev=1-x`, office(409)),
	row('POST /db/:db', DESK, office(201, { staff: 403 }), decision('neu'), 'decided by mia'),
	{ ...copy(DESK, 'decision:1', 'decision:2', office(201, { staff: 403 })), note: 'decided by mia' },
	row('POST /db/:db/_bulk_docs', `${DESK}/_bulk_docs`, office(201), { docs: [] }),
	...files(DESK, 'decision:1', office(403), office(409)),
	...upkeep(DESK, administrator(), { security: none() }),
	row('GET /db/:db/_local/:id', `${DESK}/_local/x`, office(404)),
	row('PUT /db/:db/_local/:id', `${DESK}/_local/x`, office(201), {}),
	row('DELETE /db/:db/_local/:id', `${DESK}/_local/x`, office(404)),
	row('DELETE /db/:db/_local/:id', `${DESK}/_local/server:registrar`, none())
];

/** `_users`: one's own document only, as with CouchDB; roles are the administrator's to give. */
const users: Row[] = [
	...reads(USERS, 'org.couchdb.user:sam', administrator()).map((one) => (one.path.includes(ME) && one.route === 'GET /db/:db/:id' ? { ...one, statuses: administrator(200, { staff: 200 }) } : one)),
	row('PUT /db/:db/:id', `${USERS}/${ME}`, administrator(409, { staff: 409 }), user('sam'), 'with a new password'),
	row('PUT /db/:db/:id', `${USERS}/${ME}`, administrator(409, { staff: 403 }), user('sam', { roles: ['manager'] }), 'with other roles'),
	row('DELETE /db/:db/:id', `${USERS}/${ME}?rev=1-x`, administrator(409, { staff: 403 })),
	row('PUT /db/:db/:id', `${USERS}/org.couchdb.user:ich`, administrator(201), { ...user('mia'), _id: 'org.couchdb.user:ich', name: 'ich' }),
	row('POST /db/:db', USERS, administrator(201), { ...user('mia'), _id: 'org.couchdb.user:ich', name: 'ich' }),
	copy(USERS, ME, 'org.couchdb.user:ich', administrator(403, { staff: 403 })),
	...files(USERS, ME, none(), administrator(409)),
	...upkeep(USERS, administrator(), { security: none() }),
	row('POST /db/:db/_bulk_docs', `${USERS}/_bulk_docs`, administrator(201), { docs: [user('sam', { roles: ['manager'] })] }, 'with other roles'),
	row('GET /db/:db/_local/:id', `${USERS}/_local/server:links`, administrator(404)),
	row('PUT /db/:db/_local/:id', `${USERS}/_local/server:ended:mia`, none(), {}),
	row('PUT /db/:db/_local/:id', `${USERS}/_local/x`, administrator(201), {})
];

/** The trail of administrative acts: the administrator reads it here, managers under `/api`; nobody writes. */
const audit: Row[] = [
	...reads(AUDIT, 'entry:1', administrator()),
	row('PUT /db/:db/:id', `${AUDIT}/entry:1`, none(), { act: 'restored' }),
	row('DELETE /db/:db/:id', `${AUDIT}/entry:1?rev=1-x`, none()),
	row('POST /db/:db', AUDIT, none(), { act: 'restored' }),
	copy(AUDIT, 'entry:1', 'entry:2', none()),
	...files(AUDIT, 'entry:1', none(), none()),
	...upkeep(AUDIT, none()),
	row('POST /db/:db/_bulk_docs', `${AUDIT}/_bulk_docs`, none(), { docs: [] })
];

/** The office's photos are taken and told under `/api`; here the administrator reads them, to move them. */
const photos: Row[] = [
	row('GET /db/:db', PHOTOS, administrator()),
	row('GET /db/:db/:id', `${PHOTOS}/photo:1`, administrator()),
	row('GET /db/:db/:id/:attachment', `${PHOTOS}/photo:1/image`, administrator()),
	row('GET /db/:db/_changes', `${PHOTOS}/_changes?include_docs=true&attachments=true`, administrator()),
	row('GET /db/:db/_all_docs', `${PHOTOS}/_all_docs?include_docs=true`, administrator()),
	row('POST /db/:db/_bulk_get', `${PHOTOS}/_bulk_get?attachments=true`, administrator(), { docs: [{ id: 'photo:1' }] }),
	row('PUT /db/:db/:id', `${PHOTOS}/photo:2`, none(), { request: 'request:1' }),
	row('DELETE /db/:db/:id', `${PHOTOS}/photo:1?rev=1-x`, none()),
	...files(PHOTOS, 'photo:1', none(), none()),
	row('POST /db/:db/_bulk_docs', `${PHOTOS}/_bulk_docs`, none(), { docs: [] }),
	row('POST /db/:db/_purge', `${PHOTOS}/_purge`, none(), { x: ['1-x'] })
];

/** A database an administrator made: its `_security` decides. */
const own: Row[] = [
	...reads(OWN, 'a', members()),
	row('PUT /db/:db/:id', `${OWN}/neu`, members(201), { free: true }),
	row('DELETE /db/:db/:id', `${OWN}/a?rev=1-x`, members(409)),
	row('PUT /db/:db/:id', `${OWN}/_design/y`, administrator(201), { language: 'query' }),
	row('POST /db/:db', OWN, members(201), { free: true }),
	copy(OWN, 'a', 'b', members(201)),
	row('POST /db/:db/_bulk_docs', `${OWN}/_bulk_docs`, members(201), { docs: [] }),
	...files(OWN, 'a', members(201), members(409)),
	...upkeep(OWN, administrator()),
	row('GET /db/:db/_local/:id', `${OWN}/_local/x`, members(404)),
	row('PUT /db/:db/_local/:id', `${OWN}/_local/x`, members(201), {}),
	row('DELETE /db/:db/_local/:id', `${OWN}/_local/x`, members(404))
];

const closed = { name: { de: 'Zu' }, from: '2026-12-01', to: '2026-12-02', holiday: false };

/** What is no replication. */
const api: Row[] = [
	row('POST /api/setup', '/api/setup', all(410), { token: 'x' }),
	row('GET /api/:quarter/snapshot', `${API}/snapshot`, all(200)),
	row('POST /api/:quarter/inbox', `${API}/inbox`, all(422), {}),
	row('GET /api/:quarter/receipts/:id', `${API}/receipts/x`, all(404)),
	row('GET /api/:quarter/receipts/:id/calendar.ics', `${API}/receipts/x/calendar.ics?key=x`, all(404)),
	row('POST /api/:quarter/receipts/:id/replies', `${API}/receipts/x/replies`, all(404), { request: 'x', says: 'withdraw' }),
	row('POST /api/:quarter/receipts/:id/messages', `${API}/receipts/x/messages`, all(404), { id: '01930000-0000-7000-8000-000000000001', text: 'Hallo' }),
	row('PUT /api/:quarter/receipts/:id/contact', `${API}/receipts/x/contact`, all(404), { name: 'Vera', mail: 'vera@example.org' }),
	row('POST /api/:quarter/sample/removal', `${API}/sample/removal`, office(), {}),
	row('GET /api/:quarter/accounts', `${API}/accounts`, managers()),
	row('POST /api/:quarter/accounts', `${API}/accounts`, managers(201), { role: 'staff' }),
	row('PUT /api/:quarter/accounts/:name', `${API}/accounts/sam`, managers(), { role: 'manager' }),
	row('DELETE /api/:quarter/accounts/:name', `${API}/accounts/sam`, managers()),
	row('DELETE /api/:quarter/accounts/:name', `${API}/accounts/mia`, managers(409)),
	row('POST /api/:quarter/accounts/:name/link', `${API}/accounts/sam/link`, managers(201), {}),
	row('DELETE /api/:quarter/account-links/:id', `${API}/account-links/x`, managers(404)),
	row('PUT /api/:quarter/password', `${API}/password`, accounts(401), { current: 'falsch', password: 'ein ganz neues Passwort' }, 'wrong current one'),
	row('GET /api/:quarter/partner', `${API}/partner`, partners()),
	row('POST /api/:quarter/partner/decisions', `${API}/partner/decisions`, partners(404), { id: '01930000-0000-7000-8000-000000000001', request: 'request:1', verdict: 'confirm' }, 'of another’s room'),
	row('POST /api/:quarter/partner/messages', `${API}/partner/messages`, partners(404), { id: '01930000-0000-7000-8000-000000000001', request: 'request:1', text: 'Hallo' }, 'of another’s room'),
	row('PUT /api/:quarter/partner/documents/:id', `${API}/partner/documents/closure:neu`, partners(), { ...closed, house: 'house:gelb' }, 'of their own house'),
	row('PUT /api/:quarter/partner/documents/:id', `${API}/partner/documents/closure:neu`, none(), { ...closed, house: 'house:blau' }, 'of another’s house'),
	row('PUT /api/:quarter/partner/documents/:id', `${API}/partner/documents/event:1`, partners(404), event('1')),
	row('GET /api/:quarter/audit', `${API}/audit`, managers()),
	row('PUT /api/:quarter/photos/:id', `${API}/photos/${PHOTO}?request=request:1`, office(415), 'no photo'),
	row('DELETE /api/:quarter/photos/:id', `${API}/photos/${PHOTO}`, office(404)),
	row('GET /api/:quarter/photos/:id', `${API}/photos/${PHOTO}`, office(404)),
	row('GET /api/:quarter/plan-b', `${API}/plan-b`, office())
];

export const table: Record<string, Row[]> = {
	'The server': server,
	'`<quarter>-public`: everyone reads, the catalogue says who writes what': open,
	'`<quarter>-desk`: the office only': desk,
	'`_users`: one’s own document': users,
	'`<quarter>-audit`: read only': audit,
	'`<quarter>-photos`: the server’s own': photos,
	'`verein`, made by an administrator: its `_security` decides': own,
	'`/api`: what is no replication': api
};
