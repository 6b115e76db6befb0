import { couchPeer } from '../../tests/contract/couch-peer.ts';
import { storeContract } from '../../tests/contract/store.ts';

for (const over of ['process', 'port'] as const) {
	storeContract(`CouchDB by ${over}`, async () => {
		const peer = await couchPeer(over);
		return { open: async () => (await peer.open()).store, remove: () => peer.close(), keeps: true };
	});
}
