import type { ServerContext } from '../context.ts';
import { json } from './answer.ts';

/** The protocol this server speaks. */
const COUCHDB = '3.5.0';

/** `GET /`: the stable uuid is part of every replication id (SPEC 3.1). */
export const serverInfo = ({ store }: ServerContext): Response =>
	json({ couchdb: 'Welcome', version: COUCHDB, git_sha: '0000000', uuid: store.uuid, features: [], vendor: { name: 'Quartierslotse' } });
