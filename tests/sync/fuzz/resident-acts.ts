import type { Ask } from '#lib/features/request/ask.ts';
import { BEAMER, days, rooms, spans, START } from './content.ts';
import type { World } from './world.ts';

type ResidentAct = (world: World) => Promise<void>;

const askOf = ({ dice, resident }: World, replaces?: Ask['replaces']): Ask => {
	const [from, to] = dice.one(spans);
	const date = dice.one(days);
	const evenings = rooms.flatMap((room) => days.map((evening) => ({ room, date: evening, from: '20:00', to: dice.one(['21:00', '22:00']) }))).slice(0, 1 + dice.below(4));
	const further = [...(dice.percent(40) ? evenings : []), ...(dice.percent(30) ? [{ room: BEAMER, date, from, to, units: dice.one([1, 1, 2]) }] : [])];
	return {
		id: resident.code.newId('request').slice('request:'.length),
		receipt: resident.code.newSecret(),
		form: 'booking',
		room: dice.one(rooms),
		date,
		from,
		to,
		...(further.length > 0 && !replaces ? { further } : {}),
		...(replaces ? { replaces } : {}),
		purpose: 'Chorprobe',
		groupSize: 12,
		contact: { name: 'Kim', mail: 'kim@example.org' },
		locale: 'de',
		madeAt: START
	};
};

/** Asks for a room: kept on the phone first, sent when there is a line. */
const send: ResidentAct = async (world) => {
	const ask = askOf(world);
	const failure = await world.resident.code.sendAsk(ask);
	world.note(`the resident asks for ${ask.room} on ${ask.date} ${ask.from}–${ask.to}: ${failure ? JSON.stringify(failure) : 'kept'}`, 'asked');
};

/** Asks for another time in the place of a date asked for before: that one goes as this one is confirmed. */
const move: ResidentAct = async (world) => {
	const known = await world.resident.code.database.receipt.toArray();
	if (known.length === 0) return send(world);
	const { id, ask } = world.dice.one(known);
	const nth = 1 + world.dice.below(1 + (ask.further?.length ?? 0));
	const earlier = nth === 1 ? id : `${id}.${nth}`;
	const moved = askOf(world, { request: earlier, receipt: ask.receipt });
	const failure = await world.resident.code.sendAsk(moved);
	world.note(`the resident moves ${earlier} to ${moved.room} on ${moved.date} ${moved.from}–${moved.to}: ${failure ? JSON.stringify(failure) : 'kept'}`, 'moves');
};

/** The same request comes once more, from somewhere else and saying something else. */
const double: ResidentAct = async (world) => {
	const [known] = [...(await world.resident.code.database.outbox.toArray()), ...(await world.resident.code.database.receipt.toArray())];
	if (!known || !world.resident.online) return send(world);
	const body = JSON.stringify({ ...known.ask, purpose: 'Etwas anderes', from: '08:00', to: '09:00' });
	world.note(`request:${known.id} is sent once more`, 'doubled');
	void world.network.fetch(world.resident, '/api/hafencity/inbox', { method: 'POST', credentials: 'omit', body, headers: { 'Content-Type': 'application/json' } }).catch(() => undefined);
};

/** Gives one date back, or takes what is offered, whether or not anything is. */
const reply: ResidentAct = async (world) => {
	const { dice, resident, network } = world;
	const known = await resident.code.database.receipt.toArray();
	if (known.length === 0 || !resident.online) return send(world);
	const { id, ask } = dice.one(known);
	const nth = 1 + dice.below(1 + (ask.further?.length ?? 0));
	const request = nth === 1 ? id : `${id}.${nth}`;
	const says = dice.one(['withdraw', 'accept', 'accept'] as const);
	world.note(`the resident says ${says} to ${request}`, says === 'accept' ? 'accepted' : 'withdrawals');
	const headers = { 'Content-Type': 'application/json', Authorization: `Bearer ${ask.receipt}` };
	void network.fetch(resident, `/api/hafencity/receipts/${id}/replies`, { method: 'POST', credentials: 'omit', body: JSON.stringify({ request, says }), headers }).catch(() => undefined);
};

export const residentActs: readonly (readonly [number, ResidentAct])[] = [[4, send], [1, double], [3, reply], [2, move]];
