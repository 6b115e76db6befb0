import type { Failure } from '#lib/kernel/failure.ts';
import { m } from '#lib/paraglide/messages.js';
import { sentenceFor } from '#lib/ui/failure-words.ts';

/** What a rule has against a date, as the office reads it: what is so, not what to do. */
export function objectionWords({ code, field, values = {} }: Failure): string {
	if (code === 'past') return m.desk_check_past();
	if (code === 'closed') return m.desk_check_closed();
	if (code === 'holiday') return m.desk_check_holiday();
	if (code === 'not-bookable') return m.desk_check_not_bookable();
	if (code === 'too-many-people') return m.desk_check_too_many({ count: values.capacity ?? '' });
	return sentenceFor({ code, ...(field === undefined ? {} : { field }), values });
}
