import { check } from '#lib/kernel/check.ts';
import { type Clock, type Day, clock, day } from '#lib/kernel/moments.ts';

/** A calendar day written in an address; `undefined` where there is none or it is no day. */
export const dayIn = (query: URLSearchParams, key: string): Day | undefined => check(day(), query.get(key)).value;

/** A wall-clock time written in an address; `undefined` where there is none or it is no time. */
export const clockIn = (query: URLSearchParams, key: string): Clock | undefined => check(clock(), query.get(key)).value;
