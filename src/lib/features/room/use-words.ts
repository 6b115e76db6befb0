import { m } from '#lib/paraglide/messages.js';
import type { Room } from './entity.ts';

const words: Record<Room['use'], () => string> = {
	hall: m.use_hall,
	thing: m.use_thing,
	meeting: m.use_meeting,
	kitchen: m.use_kitchen,
	workshop: m.use_workshop,
	pitch: m.use_pitch
};

/** What a room is for, in words. */
export const useName = (use: Room['use']) => words[use]();
