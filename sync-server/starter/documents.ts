import { emergency } from './directory/emergency.ts';
import { organisations } from './directory/offices.ts';
import { houses } from './hafencity/houses.ts';
import { rooms } from './hafencity/rooms.ts';
import { screens } from './hafencity/screens.ts';
import { situations } from './situations.ts';

const directory = [...emergency];

/**
 * The public documents a new quarter starts with: situations and referral directory of Hamburg for every quarter, houses,
 * rooms and screens for HafenCity. Nothing invented: what is a proposal says so, and nothing is checked yet.
 */
export const starterDocuments = (quarter: string): Record<string, unknown>[] => [
	...situations,
	...organisations,
	...directory,
	...(quarter === 'hafencity' ? [...houses, ...rooms, ...screens] : [])
];
