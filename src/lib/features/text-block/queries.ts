import { database } from '#lib/storage/database.ts';

/** The text blocks the office uses. */
export const textBlocks = () => database['text-block'].filter(({ retired }) => !retired).toArray();
