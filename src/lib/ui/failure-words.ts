import type { Code, Failure } from '#lib/kernel/failure.ts';
import { m } from '#lib/paraglide/messages.js';
import { clockWords, daysLong, hoursAhead, minutesLong } from './when.ts';

type Text = string | number;
type Values = { field: string; name: Text; capacity: Text; most: Text; length: string; notice: string; days: string; clock: string; period: string };

/** One sentence per code: what happened, and the way out. */
const sentences: Record<Code, (values: Values) => string> = {
	missing: m.failure_missing,
	invalid: m.failure_invalid,
	'too-long': m.failure_too_long,
	'too-large': m.failure_too_large,
	'too-many': m.failure_too_many,
	'contact-missing': m.failure_contact_missing,
	'end-before-start': m.failure_end_before_start,
	'over-midnight': m.failure_over_midnight,
	endless: m.failure_endless,
	'too-many-dates': m.failure_too_many_dates,
	'nothing-asked': m.failure_nothing_asked,
	past: m.failure_past,
	closed: m.failure_closed,
	holiday: m.failure_holiday,
	'not-bookable': m.failure_not_bookable,
	'too-many-people': m.failure_too_many_people,
	'more-than-deposit': m.failure_more_than_deposit,
	'not-a-photo': m.failure_not_a_photo,
	'photo-too-large': m.failure_photo_too_large,
	'too-many-photos': m.failure_too_many_photos,
	'too-many-units': m.failure_too_many_units,
	'stay-too-short': m.failure_stay_too_short,
	'stay-too-long': m.failure_stay_too_long,
	'notice-too-short': m.failure_notice_too_short,
	'beyond-horizon': m.failure_beyond_horizon,
	'quiet-hours': m.failure_quiet_hours,
	'over-quota': m.failure_over_quota,
	'answer-missing': m.failure_answer_missing,
	'unknown-room': m.failure_unknown_room,
	'unknown-quarter': m.failure_unknown_quarter,
	'unknown-receipt': m.failure_unknown_receipt,
	'date-twice': m.failure_date_twice,
	'not-replaceable': m.failure_not_replaceable,
	'not-offered': m.failure_not_offered,
	'not-found': m.failure_not_found,
	'changed-meanwhile': m.failure_changed_meanwhile,
	'not-json': m.failure_not_json,
	'wrong-type': m.failure_wrong_type,
	'wrong-method': m.failure_wrong_method,
	'signed-out': m.failure_signed_out,
	forbidden: m.failure_forbidden,
	'wrong-password': m.failure_wrong_password,
	'link-used': m.failure_link_used,
	'wrong-name': m.failure_wrong_name,
	'name-taken': m.failure_name_taken,
	'last-manager': m.failure_last_manager,
	'weak-password': m.failure_weak_password,
	'other-origin': m.failure_other_origin,
	unreachable: m.failure_unreachable,
	storage: m.failure_storage,
	'store-unavailable': m.failure_store_unavailable,
	'store-damaged': m.failure_store_damaged,
	unexpected: m.failure_unexpected
};

/** The words people see beside a field, by its dotted path or its last part. */
const fields: Record<string, () => string> = {
	room: m.field_room,
	date: m.field_date,
	from: m.field_from,
	to: m.field_to,
	until: m.field_until,
	purpose: m.field_purpose,
	groupSize: m.field_group_size,
	units: m.field_units,
	name: m.field_name,
	mail: m.field_mail,
	phone: m.field_phone,
	password: m.field_password,
	reason: m.field_reason,
	title: m.field_title,
	about: m.field_about,
	start: m.field_start,
	durationMinutes: m.field_duration,
	place: m.field_place,
	house: m.field_house,
	houses: m.partner_houses,
	category: m.field_category,
	cost: m.field_cost
};

/** What a field is called on screen; "dieses Feld" where it has no name of its own. */
export function fieldName(path: string | undefined): string {
	const parts = (path ?? '').split('.');
	const known = fields[path ?? ''] ?? parts.map((part) => fields[part]).findLast((found) => found !== undefined);
	return (known ?? m.field_unknown)();
}

/** The numbers of a rule as people say them: 90 minutes, 2 days ahead, at most 4 a month. */
const spoken = ({ minutes = 0, hours = 0, days = 0, clock = '', per }: Record<string, Text>) => ({
	length: minutesLong(Number(minutes)),
	notice: hoursAhead(Number(hours)),
	days: daysLong(Number(days)),
	clock: clock === '' ? '' : clockWords(String(clock)),
	period: per === 'week' ? m.when_per_week() : m.when_per_month()
});

/** The sentence of a failure in the language of the page: what is wrong, with its field and numbers, and what to do. */
export const sentenceFor = (failure: Failure): string => sentenceNaming(failure, fieldName(failure.field));

/** How a form says what is wrong. */
export type Sentence = (failure: Failure) => string;

/** The same for a field whose name depends on more than its path. */
export const sentenceNaming = ({ code, values = {} }: Failure, field: string): string =>
	sentences[code]({ field, name: field, capacity: '', most: '', ...values, ...spoken(values) });

/** The same for a form with names of its own for some of its fields. @param labels by the path of the field */
export const naming = (labels: Readonly<Record<string, () => string>>): Sentence => (failure) =>
	sentenceNaming(failure, labels[failure.field ?? '']?.() ?? fieldName(failure.field));

/** What stands beside a field: the first of what is wrong with it. */
export const errorAt = (failures: readonly Failure[], field: string, sentence: Sentence = sentenceFor): string | undefined =>
	failures.filter((one) => one.field === field).map(sentence)[0];
