import type { Doc } from '#lib/features/catalogue.ts';
import { type FieldsOf, type Words, entry, text } from '../entry.ts';
import type { SituationName } from '../situations.ts';
import { type OfficeName, offices } from './offices.ts';

type Plain = FieldsOf<'service'>;

/** An entry of the directory as it is written here: three languages as a triple, situations by their names. */
export type Draft = Pick<Plain, 'type' | 'topics'> &
	Partial<Pick<Plain, 'law' | 'hours' | 'phone'>> & {
		name: Words;
		summary: Words;
		url: `https://${string}`;
		/** Where the facts stand; the official page if left out. */
		source?: `https://${string}`;
		office?: OfficeName;
		/** Who is responsible; the office's name if left out. */
		responsible?: Words;
		bring?: readonly Words[];
		cost?: Words;
		situations: readonly SituationName[];
		keywords: readonly string[];
	};

/** A directory entry with a speaking id, not checked by anyone yet. */
export function service(name: string, draft: Draft): Doc<'service'> {
	const { type, topics, law, hours, phone, office, cost, url } = draft;
	const responsible = draft.responsible ?? (office && offices[office][0]);
	return entry('service', name, {
		name: text(draft.name),
		type,
		topics,
		summary: text(draft.summary),
		...(law && { law }),
		...(office && { organisation: `organisation:${office}` as const }),
		...(responsible && { responsible: text(responsible) }),
		...(hours && { hours }),
		...(phone && { phone }),
		...(cost && { cost: text(cost) }),
		url,
		bring: (draft.bring ?? []).map(text),
		situations: draft.situations.map((situation) => `situation:${situation}` as const),
		keywords: [...draft.keywords],
		source: draft.source ?? url,
		checkedOn: null
	});
}
