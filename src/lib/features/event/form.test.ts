import { describe, expect, test } from 'vitest';
import type { Event } from './entity.ts';
import { emptyValues, fieldsFrom, valuesOf } from './form.ts';

const choir: Event = {
	_id: 'event:chor',
	kind: 'event',
	schema: 0,
	title: { de: 'Chor', en: 'Choir' },
	about: { de: 'Singen' },
	category: 'culture',
	start: '2026-11-24T19:00',
	durationMinutes: 90,
	zone: 'Europe/Berlin',
	rrule: 'FREQ=WEEKLY',
	exceptions: [{ recurrenceId: '2026-12-01T19:00', cancelled: true }],
	status: 'confirmed',
	house: 'house:gelb',
	room: 'room:saal',
	organisation: 'organisation:chor',
	cost: { de: 'kostenlos', en: 'free' }
};
const filled = { ...emptyValues(), titleDe: 'Fest', category: 'culture' as const, date: '2026-11-24', from: '19:00', to: '21:00', place: 'Platz' };

describe('the event form', () => {
	test('gives back an untouched event exactly as it was', () => {
		const { _id, kind, schema, ...fields } = choir;
		expect(fieldsFrom(valuesOf(choir), choir).fields).toEqual(fields);
	});

	test('keeps what it cannot say: a rule from elsewhere, an end after midnight', () => {
		const night: Event = { ...choir, rrule: 'FREQ=WEEKLY;BYDAY=TU,TH', start: '2026-11-24T22:00', durationMinutes: 240 };
		expect(valuesOf(night)).toMatchObject({ rhythm: 'other', from: '22:00', to: '02:00' });
		expect(fieldsFrom({ ...valuesOf(night), titleDe: 'Nacht' }, night).fields).toMatchObject({ rrule: 'FREQ=WEEKLY;BYDAY=TU,TH', durationMinutes: 240 });
	});

	test('leaves a rule in the words of whoever wrote it, until the rhythm is changed', () => {
		const named: Event = { ...choir, rrule: 'FREQ=WEEKLY;BYDAY=TU' };
		expect(fieldsFrom({ ...valuesOf(named), titleDe: 'Neu' }, named).fields?.rrule).toBe('FREQ=WEEKLY;BYDAY=TU');
		expect(fieldsFrom({ ...valuesOf(named), rhythm: 'fortnightly' }, named).fields?.rrule).toBe('FREQ=WEEKLY;INTERVAL=2');
	});

	test('moves called-off dates along with the hour', () => {
		expect(fieldsFrom({ ...valuesOf(choir), from: '18:00', to: '19:30' }, choir).fields?.exceptions).toEqual([{ recurrenceId: '2026-12-01T18:00', cancelled: true }]);
	});

	test('turns what was typed into fields, without the empty ones', () => {
		expect(fieldsFrom(filled).fields).toEqual({
			title: { de: 'Fest' },
			category: 'culture',
			start: '2026-11-24T19:00',
			durationMinutes: 120,
			zone: 'Europe/Berlin',
			status: 'confirmed',
			place: 'Platz'
		});
	});

	test('takes 00:00 as the end of the day, and shows it so', () => {
		const { fields } = fieldsFrom({ ...filled, to: '00:00' });
		expect(fields?.durationMinutes).toBe(300);
		expect(valuesOf({ ...choir, ...fields })).toMatchObject({ from: '19:00', to: '00:00' });
	});

	test('names every field that is missing or wrong', () => {
		expect(fieldsFrom(emptyValues()).failures?.map(({ code, field }) => `${code} ${field}`)).toEqual([
			'missing title.de',
			'missing category',
			'missing date',
			'missing from',
			'missing to',
			'missing place'
		]);
		expect(fieldsFrom({ ...filled, to: '18:00' }).failures).toMatchObject([{ code: 'end-before-start', field: 'to' }]);
		expect(fieldsFrom({ ...filled, rhythm: 'weekly', until: '2026-11-01' }).failures).toMatchObject([{ code: 'end-before-start', field: 'until' }]);
		expect(fieldsFrom({ ...filled, aboutEn: 'only English' }).failures).toMatchObject([{ code: 'missing', field: 'about.de' }]);
		expect(fieldsFrom({ ...filled, date: '12026-11-24' }).failures).toMatchObject([{ field: 'date' }]);
		expect(fieldsFrom({ ...filled, titleDe: 'x'.repeat(200) }).failures).toMatchObject([{ code: 'too-long', field: 'title.de' }]);
	});
});
