import { messageId } from '#lib/features/message/entity.ts';
import { requestId } from '#lib/features/request/entity.ts';
import { type Day, type Instant } from '#lib/kernel/moments.ts';
import { type FieldsOf, sample } from '../entry.ts';
import { onWeekday, openDay } from './dates.ts';
import { places } from './places.ts';
import { OFFICE, type Story, type Told, ago, told } from './told.ts';

/** What they are asked for as; a series is named by a UUID. */
const CIRCLE = '01890000-0000-7000-8000-000000000001';
const FILM = '01890000-0000-7000-8000-000000000002';
const READING = 'request:sample-lesung';

const cafe = places['partner-cafe'][1];
const hall = places['partner-raum'][1];

/** What became of the dates of a group, in order: the first two are theirs, the last two wait for the office. */
const steps = (date: Day): Pick<Told, 'steps'>[] => [
	{ steps: [{ hoursAgo: 46, verdict: 'confirm', result: 'confirmed' }] },
	{ steps: [{ hoursAgo: 46, verdict: 'confirm', result: 'confirmed' }] },
	{ steps: [{ hoursAgo: 45, verdict: 'decline', result: 'declined', reason: 'Beispiel: An diesem Tag wird der Boden gemacht.' }] },
	{ steps: [{ hoursAgo: 45, verdict: 'decline', result: 'waiting', reason: 'Beispiel: Zu dieser Zeit ist schon eine andere Gruppe da.' }] },
	{ steps: [{ hoursAgo: 5, verdict: 'offer', result: 'offered', offer: { room: cafe, date, from: '10:00', to: '12:00' } }] },
	{},
	{}
];

/** The next Fridays that are no public holiday. */
const fridays = (today: Day, holidays: ReadonlySet<Day>): Day[] =>
	Array.from({ length: 12 }, (_, week) => onWeekday(today, 'FR', week + 1)).filter((date) => !holidays.has(date)).slice(0, 7);

/**
 * What has more than one date, or words: a group's series with its dates in every state, the group that has one of them, a
 * room and a projector together, and an evening the office asked back about.
 */
export function sampleSeries(today: Day, now: Instant, holidays: ReadonlySet<Day>): Story[] {
	const circle = { purpose: 'Beispiel: Übungskreis Deutsch', group: 'Beispiel: Übungskreis Deutsch', groupSize: 9, use: 'charitable', onDoor: true, series: CIRCLE, hoursAgo: 54, person: 20 } as const;
	const dates = fridays(today, holidays);
	const sunday = openDay(onWeekday(today, 'SU', 3), holidays);
	const film = { date: openDay(onWeekday(today, 'SA', 4), holidays), from: '15:00', to: '18:00', purpose: 'Beispiel: Film für Kinder', groupSize: 30, use: 'charitable', series: FILM, hoursAgo: 8, person: 21 } as const;
	return [
		...dates.map((date, index) => told({ ...circle, name: nameOfDate(CIRCLE, index), room: cafe, date, from: '16:00', to: '18:00', ...steps(date)[index] }, now)),
		told(
			{ name: 'sample-skat', room: cafe, date: dates[3]!, from: '15:30', to: '17:30', purpose: 'Beispiel: Skatrunde', groupSize: 8, hoursAgo: 160, person: 22, steps: [{ hoursAgo: 150, verdict: 'confirm', result: 'confirmed' }] },
			now
		),
		told({ ...film, name: nameOfDate(FILM, 0), room: hall }, now),
		told({ ...film, name: nameOfDate(FILM, 1), room: places.beamer[1] }, now),
		told({ name: 'sample-lesung', room: hall, date: sunday, from: '11:00', to: '13:00', purpose: 'Beispiel: Lesung mit Musik', groupSize: 20, use: 'charitable', hoursAgo: 30, person: 23 }, now)
	];
}

const nameOfDate = (series: string, index: number) => requestId(series, index + 1).slice('request:'.length);

/** What was written about them, both ways. */
export function sampleMessages(now: Instant): ReturnType<typeof sample<'message'>>[] {
	const word = (request: `request:${string}`, nth: number, hoursAgo: number, fields: Pick<FieldsOf<'message'>, 'by' | 'text' | 'asks' | 'answers'>) => ({
		...sample('message', '', { request, ...fields, at: ago(now, hoursAgo), ...(fields.by === 'office' && { signedBy: OFFICE }) }),
		_id: messageId(request, String(nth))
	});
	const circle = requestId(CIRCLE);
	return [
		word(circle, 1, 50, { by: 'resident', text: 'Beispiel: Dürfen wir die Tische zusammenschieben?' }),
		word(circle, 2, 46, { by: 'office', text: 'Beispiel: Ja, gern. Bitte stellen Sie sie danach zurück.', answers: [messageId(circle, '1')] }),
		word(READING, 1, 24, { by: 'office', text: 'Beispiel: Wie laut wird die Musik? Nebenan schläft mittags ein Kind.', asks: true })
	];
}
