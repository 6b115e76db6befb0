import { couchPeer } from '../../tests/contract/couch-peer.ts';
import { storeContract } from '../../tests/contract/store.ts';

storeContract('CouchDB', async () => {
	const peer = await couchPeer();
	return { open: async () => (await peer.open()).store, remove: () => peer.close(), keeps: true, isOwn: false };
});
