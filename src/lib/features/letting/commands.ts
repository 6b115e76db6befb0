import { type Failure, failure } from '#lib/kernel/failure.ts';
import { database } from '#lib/storage/database.ts';
import { change, create } from '#lib/storage/write.ts';
import { memberHere } from '../desk/queries.ts';
import { type Inspection, type Letting, letting as entity, lettingId } from './entity.ts';
import type { LettingFields } from './form.ts';
import { lettingOf } from './queries.ts';

type Fields = { [K in keyof LettingFields]?: LettingFields[K] | undefined };

/**
 * Notes what was arranged for a date: contract, money, key. Only what differs is written, so that two people can each note
 * something; of a date that was moved, what was noted before goes along. Works without network.
 * @returns the failures with their fields; `storage` where the device could not keep it.
 */
export async function noteLetting(request: Letting['request'], fields: Fields): Promise<Failure[] | undefined> {
	return write(request, fields);
}

/**
 * Records what was found when the key was handed over, or came back. It is signed by whoever is signed in here. Its photos are sent
 * from then on.
 * @returns why not: `signed-out`, the fields that are wrong, or `storage`.
 */
export async function inspect(request: Letting['request'], when: 'handover' | 'returned', found: Omit<Inspection, 'at' | 'by'>): Promise<Failure[] | undefined> {
	const member = await memberHere();
	if (!member) return [failure('signed-out')];
	const signed = { ...found, at: new Date().toISOString(), by: member.name };
	const { letting, request: asked, occurrence, write: pending, setting, photo } = database;
	return database
		.transaction('rw', [letting, asked, occurrence, pending, setting, photo], async () => {
			const failures = await write(request, { [when]: signed });
			if (!failures) await photo.where('id').anyOf((found.photos ?? []) as string[]).modify({ state: 'waiting' });
			return failures;
		})
		.catch(() => [failure('storage')]);
}

async function write(request: Letting['request'], set: Record<string, unknown>): Promise<Failure[] | undefined> {
	const _id = lettingId(request);
	const before = (await database.letting.get(_id)) as Record<string, unknown> | undefined;
	const changed = Object.entries(set).filter(([field, value]) => JSON.stringify(before?.[field]) !== JSON.stringify(value));
	if (before) return changed.length ? change(_id, Object.fromEntries(changed)) : undefined;
	const asked = await database.request.get(request);
	const { _rev, ...moved } = (asked && (await lettingOf(asked))) ?? {};
	const given = Object.entries({ ...moved, ...set }).filter(([, value]) => value !== undefined);
	return create({ ...Object.fromEntries(given), _id, kind: 'letting', schema: entity.version, request, ...(asked?.sample && { sample: true }) } as Letting);
}
