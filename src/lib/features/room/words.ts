import { m } from '#lib/paraglide/messages.js';
import type { Feature, Room } from './entity.ts';

const useWords: Record<Room['use'], () => string> = {
	hall: m.use_hall,
	meeting: m.use_meeting,
	kitchen: m.use_kitchen,
	workshop: m.use_workshop,
	pitch: m.use_pitch,
	thing: m.use_thing
};

/** What a room is for, in words. */
export const useName = (use: Room['use']) => useWords[use]();

const featureWords: Record<Feature, () => string> = {
	kitchen: m.feature_kitchen,
	'step-free': m.feature_step_free,
	'accessible-toilet': m.feature_accessible_toilet,
	'hearing-loop': m.feature_hearing_loop,
	projector: m.feature_projector,
	sound: m.feature_sound
};

/** What a room can have, in words: "Stufenlos". */
export const featureName = (feature: Feature) => featureWords[feature]();

/** Whether it has it: "Stufenlos: ja", "Stufenlos: nicht bekannt". */
export const featureLine = (feature: Feature, has: boolean | undefined) =>
	m.feature_line({ feature: featureName(feature), answer: has === undefined ? m.feature_unknown() : has ? m.feature_yes() : m.feature_no() });
