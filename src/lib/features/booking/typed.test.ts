import { describe, expect, test } from 'vitest';
import type { House } from '../house/entity.ts';
import { ask } from '../request/ask.ts';
import type { Room } from '../room/entity.ts';
import type { Terms } from '../terms/entity.ts';
import { check } from '#lib/kernel/check.ts';
import { lentFailures, lentWith } from './things.ts';
import { type Typed, askFrom, draftFrom, isTyped, nothingTyped, typedFrom } from './typed.ts';

const provenance = { source: 'https://example.org/', checkedOn: null };
const house: House = { _id: 'house:a', kind: 'house', schema: 0, name: { de: 'a' }, order: 1, status: 'open', hours: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '09:00', to: '24:00' }], access: [], rules: [], criteria: [], ...provenance };
const room: Room = { _id: 'room:a', kind: 'room', schema: 0, house: 'house:a', name: { de: 'a' }, order: 1, use: 'hall', capacity: 30, equipment: [], access: [], rules: [], bookable: true, ...provenance };
const place = { room, house, closures: [] };
const context = { locale: 'de' as const, at: '2026-11-24T09:00:00.000Z', now: '2026-11-24T10:00' };
const typed: Typed = { ...nothingTyped, date: '2026-12-01', from: '19:00', to: '21:00', purpose: 'Chorprobe', groupSize: '12', name: 'Kim', mail: 'kim@example.org' };
const codes = (set: Partial<Typed>, of = place) => askFrom({ ...typed, ...set }, of, context).failures?.map(({ code, field }) => [code, field]);

/** What version 0.1 kept, in a draft and on its way. */
const oldDraft = { date: '2026-12-01', from: '19:00', to: '21:00', purpose: 'Chorprobe', groupSize: '12', name: 'Kim', mail: 'kim@example.org', phone: '' };
const oldAsk = { id: '01890a5d-ac96-774b-bcce-b302099a8057', receipt: 'a'.repeat(32), form: 'booking', room: 'room:a', date: '2026-12-01', from: '19:00', to: '24:00', purpose: 'Chorprobe', groupSize: 12, contact: { name: 'Kim', mail: 'kim@example.org' }, locale: 'de', madeAt: '2026-11-24T09:00:00.000Z' };

describe('what an older version kept', () => {
	test('a draft is read, with nothing in what it does not know', () => {
		expect(draftFrom(oldDraft)).toEqual({ ...nothingTyped, ...oldDraft });
	});
	test('a draft that holds something in another form keeps the rest', () => {
		expect(draftFrom({ ...oldDraft, rhythm: 'daily', picked: 'x', choices: [1], things: null, until: 7 })).toEqual({ ...nothingTyped, ...oldDraft });
		expect([draftFrom(undefined), draftFrom('x')]).toEqual([undefined, undefined]);
	});
	test('a request on its way is still one, and goes back into the form', () => {
		const { value } = check(ask, oldAsk);
		expect(typedFrom(value!)).toEqual({ ...nothingTyped, ...oldDraft, to: '00:00' });
	});
});

describe('what is sent', () => {
	test('as little as was typed', () => {
		const { value } = askFrom(typed, place, context);
		expect(value).toEqual({ id: value?.id, receipt: value?.receipt, form: 'booking', room: 'room:a', date: '2026-12-01', from: '19:00', to: '21:00', purpose: 'Chorprobe', groupSize: 12, contact: { name: 'Kim', mail: 'kim@example.org' }, locale: 'de', madeAt: context.at });
	});
	test('a series: the first date, the others, what is borrowed with each of them, and what comes back into the form', () => {
		const times = ['2026-12-01', '2026-12-08'].map((date) => ({ room: 'room:a' as const, date, from: '19:00', to: '21:00' }));
		const things = { 'room:beamer': '2', 'room:tische': '' };
		const { value } = askFrom({ ...typed, things, use: 'charitable', group: ' Chor ', onDoor: true, answers: { music: ' ja ', noise: ' ' } }, place, { ...context, first: times[0]!, further: [...times.slice(1), ...lentWith(times, things)], price: 1200 });
		expect(value).toMatchObject({ date: '2026-12-01', use: 'charitable', group: 'Chor', onDoor: true, price: 1200 });
		expect(value?.answers).toEqual({ music: 'ja' });
		expect(value?.further?.map(({ room: of, date, units }) => [of, date, units])).toEqual([['room:a', '2026-12-08', undefined], ['room:beamer', '2026-12-01', 2], ['room:beamer', '2026-12-08', 2]]);
		expect(typedFrom(value!)).toMatchObject({ rhythm: 'picked', picked: ['2026-12-08'], things: { 'room:beamer': '2' }, group: 'Chor', onDoor: true });
	});
	test('nobody agrees to a name on the door without a name', () => {
		expect(askFrom({ ...typed, onDoor: true }, place, context).value).not.toHaveProperty('onDoor');
	});
});

describe('what cannot be sent is answered by name, and nothing typed is lost', () => {
	test.each<[string, Partial<Typed>, [string, string][]]>([
		['an end before the start', { from: '21:00', to: '19:00' }, [['end-before-start', 'to']]],
		['over midnight', { from: '20:00', to: '01:00' }, [['over-midnight', 'to']]],
		['a time that is over', { date: '2026-11-20' }, [['past', 'date']]],
		['beyond the horizon', { date: '2029-01-01' }, [['beyond-horizon', 'date']]],
		['over capacity', { groupSize: '31' }, [['too-many-people', 'groupSize']]],
		['no day of the calendar', { date: '2027-02-29' }, [['invalid', 'date']]],
		['nothing but a name', { ...nothingTyped, name: 'Kim' }, [['missing', 'date'], ['missing', 'from'], ['missing', 'to'], ['missing', 'groupSize'], ['missing', 'purpose'], ['contact-missing', 'contact.mail']]]
	])('%s', (_, set, expected) => {
		expect(codes(set)).toEqual(expected);
	});
	test('a room that is not let any more', () => expect(codes({}, { ...place, room: { ...room, bookable: false } })).toEqual([['not-bookable', 'room']]));
	test('a question without an answer, for one date and for several', () => {
		const terms: Terms[] = [{ _id: 'terms:room:a', kind: 'terms', schema: 0, room: 'room:a', questions: [{ key: 'music', ask: { de: 'Musik?' }, required: true }] }];
		const asking = { ...place, terms };
		expect(codes({}, asking)).toEqual([['answer-missing', 'answers.music']]);
		const first = { room: 'room:a' as const, date: '2026-12-01', from: '19:00', to: '21:00' };
		expect(askFrom(typed, asking, { ...context, first }).failures?.map(({ code }) => code)).toEqual(['answer-missing']);
		expect(codes({ answers: { music: 'ja' } }, asking)).toBeUndefined();
	});
	test('more of a thing than there is, and no number at all', () => {
		const beamer = { ...place, room: { ...room, _id: 'room:beamer' as const, use: 'thing' as const, units: 2 }, occupancies: [] };
		expect(lentFailures({ 'room:beamer': '3' }, [beamer])).toEqual([{ code: 'too-many-units', field: 'things.room:beamer', values: { capacity: 2 } }]);
		expect(lentFailures({ 'room:beamer': 'zwei' }, [beamer])).toEqual([{ code: 'invalid', field: 'things.room:beamer' }]);
		expect(lentFailures({ 'room:beamer': '2', 'room:tische': '' }, [beamer])).toEqual([]);
	});
});

test('an empty form is not a draft', () => expect([isTyped(nothingTyped), isTyped(typed), isTyped({ ...nothingTyped, rhythm: 'weekly' })]).toEqual([false, true, true]));
