/** What the server answers itself: data, its own pages, and Kit's version file. Never from a cache, never the app's page. */
export const isOfServer = /^\/(db|api|health|metrics|_session)(\/|$)|^\/_app\/version\.json$/;

/** Files of some version of the app: their names carry their content, so an older version's copy is as good as new. */
export const mayHaveBeenOurs = (path: string) => path.startsWith('/_app/immutable/');

/** Workers and what only they load: kept where somebody needs them. The desk needs all of them. */
export const isWorker = (path: string) => path.startsWith('/_app/immutable/workers/');

/** The one that sets contracts, in one file: whoever got a room needs it, too. */
export const isContract = (path: string) => path.startsWith('/_app/immutable/workers/contract.worker');
