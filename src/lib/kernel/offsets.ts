import type {} from 'temporal-polyfill/types/global';

const DAY = 24 * 60 * 60 * 1000;

/** Milliseconds ahead of UTC by zone and UTC day; undefined on a day on which the clocks change, or next to one. */
const known = new Map<string, Map<number, number | undefined>>();

const offsetAt = (instant: number, zone: string) => Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).offsetNanoseconds / 1e6;

/**
 * How far a zone is ahead of UTC all through a UTC day and its neighbours, in milliseconds; undefined where that changes.
 * Asking Temporal takes a tenth of a millisecond where it is not built in, and a calendar asks for thousands of times.
 * @param instant any instant of the day, in milliseconds since 1970.
 */
export function steadyOffset(instant: number, zone: string): number | undefined {
	let days = known.get(zone);
	if (!days) known.set(zone, (days = new Map()));
	const day = Math.floor(instant / DAY);
	if (!days.has(day)) {
		const offset = offsetAt((day - 1) * DAY, zone);
		const steady = [day, day + 1, day + 2].every((edge) => offsetAt(edge * DAY, zone) === offset);
		days.set(day, steady ? offset : undefined);
	}
	return days.get(day);
}
