import type { Outcome } from '#lib/features/outcome/entity.ts';
import type { Request } from '#lib/features/request/entity.ts';
import { nameOf } from '#lib/kernel/ids.ts';
import type { Quarter } from '../context.ts';
import { documentsUnder } from '../reading.ts';

/** The outcomes a request has so far: one range read by id. */
export const outcomesOf = ({ desk }: Pick<Quarter, 'desk'>, request: Request['_id']): Promise<Outcome[]> =>
	documentsUnder<'outcome'>(desk, `outcome:${nameOf(request)}:`);
