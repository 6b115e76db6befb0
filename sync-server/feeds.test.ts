import { expect, test } from 'vitest';
import { countFeeds } from './feeds.ts';

const nobody = { name: null, roles: [] };
const sam = { name: 'sam', roles: ['staff'] };
const admin = { name: 'admin', roles: ['_admin', 'manager'] };

test('S2.10 feeds are counted by account, by address where there is none, and in total', () => {
	const feeds = countFeeds({ total: 6, perAccount: 2, perAddress: 1 });
	const end = feeds.begin(nobody, '1.1.1.1');
	expect(() => feeds.begin(nobody, '1.1.1.1')).toThrow('too-many');
	feeds.begin(sam, '1.1.1.1');
	feeds.begin(sam, '2.2.2.2');
	expect(() => feeds.begin(sam, '3.3.3.3')).toThrow('too-many');
	end();
	end();
	expect(feeds.waiting()).toBe(2);
	feeds.begin(nobody, '1.1.1.1');
	for (let n = 0; n < 2; n++) feeds.begin(nobody, undefined);
	feeds.begin(admin, '1.1.1.1');
	expect(() => feeds.begin(admin, '1.1.1.1')).toThrow('too-many');
});
