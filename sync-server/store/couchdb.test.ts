import { asCluster } from '../../tests/contract/couch-cluster.ts';
import { couchPeer } from '../../tests/contract/couch-peer.ts';
import { storeContract } from '../../tests/contract/store.ts';
import { openCouchdb } from './couchdb.ts';

storeContract('CouchDB', async () => {
	const peer = await couchPeer();
	return { open: async () => (await peer.open()).store, remove: () => peer.close(), keeps: true, isOwn: false };
});

storeContract('CouchDB as a cluster words it', async () => {
	const peer = await couchPeer();
	const fetch = asCluster(peer.fetch);
	return { open: async () => (await openCouchdb(peer.address, 'hafencity', fetch)).store, remove: () => peer.close(), keeps: true, isOwn: false };
});
