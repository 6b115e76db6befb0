import { database } from '#lib/storage/database.ts';

/** Sends a refused document again, as it is on this device now. Works without network: done at the next contact. */
export const resendDocument = async (id: string): Promise<void> => void (await database.refused.update(id, { wish: 'resend' }));

/** Takes the server's version of a refused document; what was written here goes. Done at the next contact. */
export const giveUpDocument = async (id: string): Promise<void> => void (await database.refused.update(id, { wish: 'give-up' }));
