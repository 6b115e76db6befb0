import { json } from './answer.ts';

/** `GET /_up`: whoever is answered is answered by a server that runs. */
export const up = (): Response => json({ status: 'ok', seeds: {} });

/** `GET /_active_tasks`: nothing here runs long enough to be watched. */
export const activeTasks = (): Response => json([]);

/** `GET /_membership`: one node. */
export const membership = (): Response => json({ all_nodes: ['nonode@nohost'], cluster_nodes: ['nonode@nohost'] });
