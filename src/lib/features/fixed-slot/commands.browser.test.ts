import { expect, test } from 'vitest';
import { database } from '#lib/storage/database.ts';
import { extendSlot } from './commands.ts';
import type { FixedSlot } from './entity.ts';

const slot = {
	_id: 'fixed-slot:chor', kind: 'fixed-slot', schema: 0, group: 'Chor', groupSize: 20, room: 'room:saal', season: 'season:herbst', weekday: 2, from: '19:00', to: '21:00', series: '018f0000-0000-7000-8000-000000000001'
} as FixedSlot;
/** Leaves nothing of what a desk did before: another one without network. */
const anotherDesk = async () => {
	await Promise.all([database['fixed-slot'].clear(), database.write.clear()]);
	await database['fixed-slot'].put(structuredClone(slot));
};

test('two desks that extend a fixed time without network make the same one, and once is enough', async () => {
	const made: FixedSlot[] = [];
	for (const times of [1, 2]) {
		await anotherDesk();
		for (let time = 0; time < times; time++) expect(await extendSlot(slot, 'season:fruehjahr')).toBeUndefined();
		const all = await database['fixed-slot'].toArray();
		expect(all).toHaveLength(2);
		expect(all.find(({ _id }) => _id === slot._id)).toMatchObject({ renewal: 'extended' });
		made.push(all.find(({ _id }) => _id !== slot._id)!);
	}
	expect(made[0]).toMatchObject({ follows: slot._id, season: 'season:fruehjahr', group: 'Chor' });
	expect(made[1]).toEqual(made[0]);
	expect(made[0]?.series).not.toBe(slot.series);
	await extendSlot(slot, 'season:sommer');
	expect(await database['fixed-slot'].count()).toBe(3);
});
