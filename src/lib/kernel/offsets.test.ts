import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toInstant, toLocal } from './moments.ts';

const zones = fc.constantFrom('Europe/Berlin', 'Atlantic/Azores', 'America/St_Johns', 'Australia/Lord_Howe', 'Pacific/Apia', 'Africa/Casablanca', 'Asia/Kathmandu', 'America/Sao_Paulo', 'UTC');
const minute = 60_000;
/** Any time, and often one near a change of the clocks, which most zones put near the ends of months. */
const times = fc.oneof(
	fc.integer({ min: Date.UTC(1990, 0) / minute, max: Date.UTC(2060, 0) / minute }),
	fc.tuple(fc.integer({ min: 1990, max: 2037 }), fc.constantFrom(1, 2, 3, 8, 9, 10, 11), fc.integer({ min: 0, max: 31 * 1440 })).map(([year, month, minutes]) => Date.UTC(year, month) / minute + minutes)
);

test('the short way says what Temporal says, in every zone', () => {
	fc.assert(
		fc.property(times, zones, (minutes, zone) => {
			const at = Temporal.Instant.fromEpochMilliseconds(minutes * minute);
			expect(toLocal(minutes * minute, zone)).toBe(at.toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'minute' }));
			const reading = at.toZonedDateTimeISO('UTC').toPlainDateTime();
			const local = reading.toString({ smallestUnit: 'minute' });
			expect(Date.parse(toInstant(local, zone))).toBe(reading.toZonedDateTime(zone).epochMilliseconds);
		}),
		{ numRuns: 3000 }
	);
});

test.each(['2026-02-30T10:00', '2026-02-01T24:30', 'tomorrow', ''])('"%s" is still no time', (local) => {
	expect(() => toInstant(local)).toThrow(RangeError);
});

test.each([Number.NaN, 'tomorrow'])('%s is still no instant', (at) => {
	expect(() => toLocal(at)).toThrow(RangeError);
});

test('the last minutes before and the first after a change', () => {
	expect(toLocal('2026-10-25T00:59:00.000Z')).toBe('2026-10-25T02:59');
	expect(toLocal('2026-10-25T01:00:00.000Z')).toBe('2026-10-25T02:00');
	expect(toInstant('2026-10-25T02:30')).toBe('2026-10-25T00:30:00.000Z');
	expect(toInstant('2026-03-29T02:30')).toBe('2026-03-29T01:30:00.000Z');
});
