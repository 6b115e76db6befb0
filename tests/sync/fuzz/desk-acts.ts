import { categories, days, eventOf, events, rooms, spans, START } from './content.ts';
import type { Device } from './device.ts';
import type { World } from './world.ts';

/** Something a person does at a desk, by the commands of the app; most of it without asking whether there is a line. */
export type DeskAct = (world: World, device: Device) => Promise<void>;

const told = (failures: unknown) => (failures === undefined ? 'saved' : JSON.stringify(failures));

/** Notes what the person was told is saved. */
function keep(world: World, device: Device, name: 'public' | 'desk', id: string, set: Record<string, unknown>, failures: unknown) {
	if (failures === undefined) for (const [field, value] of Object.entries(set)) world.saved.push({ device, name, id, field, value });
}

/** Changes one field of one of few events, so that two desks often mean the same one. */
const edit: DeskAct = async (world, device) => {
	const { dice } = world;
	const id = dice.one(events);
	const [field, value] = dice.one<[string, unknown]>([
		['place', `Ort ${world.fresh()}`],
		['title', { de: `Titel ${world.fresh()}` }],
		['about', { de: `Text ${world.fresh()}` }],
		['category', dice.one(categories)],
		['durationMinutes', 100 + world.fresh()]
	]);
	const failures = await device.code.change(id, { [field]: value });
	world.note(`${device.name} edits ${field} of ${id}: ${told(failures)}`, 'edits');
	if (field !== 'category') keep(world, device, 'public', id, { [field]: value }, failures);
};

const announce: DeskAct = async (world, device) => {
	const id = `event:new-${world.fresh()}`;
	const set = { title: { de: `Neu ${world.fresh()}` } };
	const failures = await device.code.create(eventOf(id, set));
	world.note(`${device.name} announces ${id}: ${told(failures)}`, 'edits');
	keep(world, device, 'public', id, set, failures);
};

/** Takes a room for an event: asks for its date and confirms it in one go, as the form does. */
const takeRoom: DeskAct = async (world, device) => {
	const [from] = world.dice.one(spans);
	const id = device.code.newId('event');
	const [room, start] = [world.dice.one(rooms), `${world.dice.one(days)}T${from}`];
	const { _id, kind, schema, ...fields } = eventOf(id, { room, start, durationMinutes: world.dice.one([60, 120]) });
	const failures = await device.code.announceEvent(id, fields, 'de');
	world.note(`${device.name} takes ${room} at ${start}: ${told(failures)}`, 'rooms taken');
};

/** Decides about requests this desk knows: mostly such that wait, one or a morning's worth of them, sometimes one that was decided before. */
const decide: DeskAct = async (world, device) => {
	const { request, decision } = device.code.database;
	for (let left = world.dice.one([1, 1, 4]); left > 0; left--) {
		const decided = new Set((await decision.toArray()).map((one) => one.request));
		const known = (await request.toArray()).filter(({ sample }) => !sample);
		const waiting = known.filter(({ _id }) => !decided.has(_id));
		if (known.length === 0) return announce(world, device);
		const { _id } = world.dice.one(waiting.length > 0 && world.dice.percent(80) ? waiting : known);
		const isYes = world.dice.percent(85);
		const failures = isYes ? await device.code.confirmRequest(_id) : await device.code.declineRequest(_id, 'Das Haus ist zu.');
		world.note(`${device.name} ${isYes ? 'confirms' : 'declines'} ${_id}: ${told(failures)}`, 'decisions');
	}
};

/** Takes back what was confirmed, or offers another time for what was not. */
const change: DeskAct = async (world, device) => {
	const { dice } = world;
	const { request, outcome } = device.code.database;
	const known = (await request.toArray()).filter(({ sample }) => !sample);
	if (known.length === 0) return announce(world, device);
	const confirmed = new Set(((await outcome.toArray()) as { request: string; result?: string }[]).filter(({ result }) => result === 'confirmed').map((one) => one.request));
	const given = known.filter((one) => confirmed.has(one._id));
	const { _id } = dice.one(given.length > 0 && dice.percent(40) ? given : known);
	const [from, to] = dice.one(spans);
	const offer = { room: dice.one(rooms), date: dice.one(days), from, to };
	const verdict = confirmed.has(_id) ? 'cancel' : 'offer';
	const failures = await device.code.decideDate(_id, verdict, 'Wasserschaden', verdict === 'offer' ? offer : undefined);
	world.note(`${device.name} ${verdict}s ${_id}: ${told(failures)}`, verdict === 'cancel' ? 'cancellations' : 'offers');
};

/** Deletes an event as a tool beside the app would: straight in the replica. */
const remove: DeskAct = async (world, device) => {
	const id = world.dice.one(events);
	const local = device.replica!.local.public;
	const doc = await local.get(id).catch(() => undefined);
	if (doc) {
		await local.remove(doc);
		world.saved = world.saved.filter((saved) => saved.device !== device || saved.id !== id);
	}
	world.note(`${device.name} deletes ${id}${doc ? '' : ', which is gone'}`, 'deletions');
};

/** Writes what the server will not accept, as the commands of another version of the app might. */
const spoil: DeskAct = async (world, device) => {
	const id = world.dice.one(events);
	await device.code.database.write.add({ doc: id, database: 'public', kind: 'event', set: { status: 'perhaps' }, isNew: false, at: START });
	world.note(`${device.name} writes nonsense into ${id}`, 'nonsense');
};

const settleConflict: DeskAct = async (world, device) => {
	const open = (await device.code.database['edit-conflict'].toArray()).filter(({ settled }) => !settled);
	if (open.length === 0) return edit(world, device);
	const conflict = world.dice.one(open);
	const choice = world.dice.one(['kept', 'other'] as const);
	const failures = await device.code.settleConflict(conflict, choice);
	world.note(`${device.name} settles ${conflict._id} (${choice}): ${told(failures)}`, 'conflicts settled');
};

/** Deals with a document that was refused. */
export const dealWithRefused: DeskAct = async (world, device) => {
	const rows = await device.code.database.refused.toArray();
	for (const { id } of rows) world.refused.add(`${device.name} ${id}`);
	const open = rows.filter(({ wish }) => !wish);
	if (open.length === 0) return;
	const { id } = world.dice.one(open);
	const again = world.dice.percent(30);
	await (again ? device.code.resendDocument(id) : device.code.giveUpDocument(id));
	world.note(`${device.name} ${again ? 'sends again' : 'gives up'} ${id}`, 'refused dealt with');
};

/** Everything sample goes; who was told that a sample request is confirmed is nobody. */
const removeSample: DeskAct = async (world, device) => {
	if (world.counts['samples removed'] || !device.online) return edit(world, device);
	world.note(`${device.name} removes the sample content`, 'samples removed');
	world.seen.released.add('request:sample');
	void world.network.fetch(device, '/api/hafencity/sample/removal', { method: 'POST', body: '{}', headers: { 'Content-Type': 'application/json' } }).catch(() => undefined);
};

export const deskActs: readonly (readonly [number, DeskAct])[] = [
	[45, edit], [8, announce], [15, takeRoom], [50, decide], [10, change], [3, remove], [3, spoil], [4, settleConflict], [4, dealWithRefused], [1, removeSample]
];
