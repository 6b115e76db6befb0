import { m } from '#lib/paraglide/messages.js';
import { fieldName } from '#lib/ui/failure-words.ts';
import type { TermsValues } from './form.ts';
import { useWord } from './words.ts';

const labels: Record<string, () => string> = {
	admission: m.desk_terms_admission,
	days: m.desk_terms_days,
	minMinutes: m.desk_terms_min,
	maxMinutes: m.desk_terms_max,
	before: m.desk_terms_before,
	after: m.desk_terms_after,
	quietFrom: m.desk_terms_quiet,
	leadHours: m.desk_terms_lead_hours,
	horizonDays: m.desk_terms_horizon,
	quotaMost: m.desk_terms_quota,
	cancelDays: m.desk_terms_cancel,
	lateShare: m.desk_terms_late,
	flat: m.desk_terms_flat,
	perHour: m.desk_terms_per_hour,
	freeUntil: m.desk_terms_free_until,
	freeHours: m.desk_terms_free_hours,
	deposit: m.desk_terms_deposit,
	euro: m.desk_terms_euro,
	'name.de': m.desk_terms_surcharge_name,
	'ask.de': m.desk_terms_question_de
};

/** What a field of the rule form is called on screen, with the entry it stands in: "privat: Grundpreis in Euro". */
export function labelOf(path: string | undefined, values: TermsValues): string {
	const parts = (path ?? '').split('.');
	const own = (labels[parts.slice(-2).join('.')] ?? labels[parts.at(-1) ?? ''] ?? (() => fieldName(path)))();
	const [list, index] = [parts[0], Number(parts[1])];
	const tariff = list === 'tariffs' ? values.tariffs[index] : undefined;
	if (tariff) return `${useWord(tariff.use)}: ${own}`;
	if (list === 'hours') return `${m.desk_terms_hours_nth({ nth: index + 1 })}: ${own}`;
	if (list === 'questions') return `${m.desk_terms_question_nth({ nth: index + 1 })}: ${own}`;
	return own;
}
