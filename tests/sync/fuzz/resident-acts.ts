import type { Ask } from '#lib/features/request/ask.ts';
import { days, rooms, spans, START } from './content.ts';
import type { World } from './world.ts';

type ResidentAct = (world: World) => Promise<void>;

const askOf = ({ dice, resident }: World): Ask => {
	const [from, to] = dice.one(spans);
	return {
		id: resident.code.newId('request').slice('request:'.length),
		receipt: resident.code.newSecret(),
		form: 'booking',
		room: dice.one(rooms),
		date: dice.one(days),
		from,
		to,
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

/** The same request comes once more, from somewhere else and saying something else. */
const double: ResidentAct = async (world) => {
	const [known] = [...(await world.resident.code.database.outbox.toArray()), ...(await world.resident.code.database.receipt.toArray())];
	if (!known || !world.resident.online) return send(world);
	const body = JSON.stringify({ ...known.ask, purpose: 'Etwas anderes', from: '08:00', to: '09:00' });
	world.note(`request:${known.id} is sent once more`, 'doubled');
	void world.network.fetch(world.resident, '/api/hafencity/inbox', { method: 'POST', credentials: 'omit', body, headers: { 'Content-Type': 'application/json' } }).catch(() => undefined);
};

export const residentActs: readonly (readonly [number, ResidentAct])[] = [[4, send], [1, double]];
