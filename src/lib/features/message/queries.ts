import { database } from '#lib/storage/database.ts';
import { firstOf } from '../request/entity.ts';
import type { Message } from './entity.ts';
import { inOrder } from './rules.ts';

/** What was written about the ask that a request belongs to, in order. */
export const messagesOf = async (request: Message['request']): Promise<Message[]> => inOrder(await database.message.where('request').equals(firstOf(request)).toArray());
