import type { Feature, Room } from './entity.ts';

/** Whether a room has something; undefined where nobody knows. A kitchen has a kitchen. */
export const hasFeature = ({ use, features }: Pick<Room, 'use' | 'features'>, feature: Feature): boolean | undefined =>
	feature === 'kitchen' && use === 'kitchen' ? true : features?.[feature];
