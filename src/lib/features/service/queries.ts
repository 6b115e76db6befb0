import { database } from '#lib/storage/database.ts';
import type { Organisation } from '../organisation/entity.ts';

/** The whole referral directory with what its search reads: entries, situations, who runs them. */
export async function directory() {
	const [services, situations, organisations] = await Promise.all([
		database.service.toArray(),
		database.situation.orderBy('order').toArray(),
		database.organisation.toArray()
	]);
	return { services, situations, organisations };
}
export type Directory = Awaited<ReturnType<typeof directory>>;

/** The numbers for an emergency; always on top. */
export const emergencyNumbers = () => database.service.where('type').equals('emergency').toArray();

/** One entry with who runs it and the situations that lead to it; `undefined` if there is none. */
export async function serviceNamed(name: string) {
	const service = await database.service.get(`service:${name}`);
	if (!service) return undefined;
	const organisation = service.organisation && (await database.organisation.get(service.organisation as Organisation['_id']));
	return { service, organisation: organisation || undefined };
}
