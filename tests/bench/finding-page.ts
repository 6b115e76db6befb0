import { roomsToSearch } from '#lib/features/finding/queries.ts';
import { type Wish, findRooms } from '#lib/features/finding/rules.ts';
import type { RoomFacts } from '#lib/features/booking/rules.ts';
import { occupancyId } from '#lib/features/occupancy/entity.ts';
import { addDays } from '#lib/kernel/moments.ts';
import { ensureTemporal } from '#lib/kernel/temporal.ts';
import { database } from '#lib/storage/database.ts';
import { type Row, median } from './row.ts';

const ROOMS = 60;
const DAYS = 540;
const OCCUPANCIES = 20_000;
const TIMES = 15;
const TODAY = '2026-11-24';
const NOW = `${TODAY}T10:20`;
const uses = ['hall', 'meeting', 'kitchen', 'workshop', 'pitch', 'thing'];

/** Sixty rooms in twelve houses with their terms, and the occupancies of 18 months, denser near today as in life. */
async function fill() {
	const envelope = { schema: 0, source: 'https://example.org/', checkedOn: null };
	await database.table('house').bulkPut(
		Array.from({ length: 12 }, (_, index) => ({ ...envelope, _id: `house:${index}`, kind: 'house', name: { de: `Haus ${index}` }, order: index, status: 'open', hours: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '09:00', to: '22:00' }] }))
	);
	await database.table('room').bulkPut(
		Array.from({ length: ROOMS }, (_, index) => ({
			...envelope, _id: `room:${index}`, kind: 'room', house: `house:${index % 12}`, name: { de: `Raum ${index}` }, order: index, use: uses[index % 6], units: index % 6 === 5 ? 4 : undefined,
			capacity: 10 + ((index * 7) % 90), features: { kitchen: index % 3 !== 0, 'step-free': index % 4 !== 0 }, equipment: [], access: [], rules: [], bookable: true
		}))
	);
	await database.table('terms').bulkPut(
		Array.from({ length: ROOMS }, (_, index) => ({ _id: `terms:room:${index}`, kind: 'terms', schema: 0, room: `room:${index}`, before: 15, after: 30, leadHours: 24, admission: index % 10 === 9 ? 'members' : 'request', tariffs: [{ use: 'private', perHour: 900 }] }))
	);
	// Room by room and day by day until there are so many; after every twenty full days an empty one, so that a search has to look on.
	const days = Array.from({ length: OCCUPANCIES }, (_, index) => {
		const [room, date] = [`room:${index % ROOMS}`, addDays(TODAY, Math.floor(index / ROOMS) + Math.floor(index / (ROOMS * 20)))];
		return { _id: occupancyId(room, date), kind: 'occupancy', schema: 0, room, date, slots: [{ request: `request:${index}`, from: '10:00', to: '13:00' }, { request: `request:${index}b`, from: '14:00', to: index % 5 ? '22:00' : '17:00' }] };
	});
	await database.table('occupancy').bulkPut(days);
}

async function timeOf(what: () => unknown): Promise<number> {
	const times: number[] = [];
	for (let time = 0; time < TIMES; time++) {
		const begun = performance.now();
		await what();
		times.push(performance.now() - begun);
	}
	return median(times);
}

const rawDays = (from: string, to: string) =>
	new Promise((resolve, reject) => {
		const read = database.backendDB().transaction('occupancy').objectStore('occupancy').index('date').getAll(IDBKeyRange.bound(from, to));
		read.onsuccess = () => resolve(read.result);
		read.onerror = () => reject(read.error ?? new Error('read'));
	});

export async function measure(): Promise<Row[]> {
	await ensureTemporal();
	await database.open();
	await fill();
	const wish: Wish = { date: addDays(TODAY, 4), time: { from: '18:00', to: '21:00' }, minutes: 180, kind: 'room', people: 30, units: 1, needs: ['kitchen', 'step-free'], use: 'private' };
	const anyTime: Wish = { ...wish, time: undefined, minutes: 360, people: 1, needs: [] };
	const all = await database.occupancy.toArray();
	const everything = (await roomsToSearch(TODAY)).map((facts): RoomFacts => ({ ...facts, occupancies: all.filter(({ room }) => room === facts.room._id) }));
	const search = (asked: Wish) => async () => findRooms(asked, await roomsToSearch(asked.date), NOW);
	const { hits, misses } = findRooms(anyTime, everything, NOW);
	if (hits.length + misses.length !== ROOMS) throw new Error('the search lost a room');
	const raw = await timeOf(() => rawDays(wish.date, addDays(wish.date, 14)));
	const read = await timeOf(search(wish));
	const readAny = await timeOf(search(anyTime));
	const thought = await timeOf(() => findRooms(anyTime, everything, NOW));
	const goal = '≤ 50 ms';
	const most = { value: 50 };
	const against = `raw IndexedDB getAll of the same days ${raw.toFixed(1)} ms`;
	return [
		{ name: `free rooms at a time, with reading (60 rooms, ${DAYS} days, 20,000 occupancies)`, value: read, unit: 'ms', against, ratio: read / raw, goal, most },
		{ name: 'free rooms at any time, with reading', value: readAny, unit: 'ms', against, ratio: readAny / raw, goal, most },
		{ name: 'the same, all 20,000 in memory (as the form changes)', value: thought, unit: 'ms', goal, most }
	];
}
