import { entry } from '../entry.ts';

/** A lobby screen for each open house; `/bildschirm/<house>`. */
export const screens = [
	entry('screen', 'grasbrookpark', { house: 'house:grasbrookpark', name: 'Eingang Grasbrookpark', locale: 'de', lines: 7 }),
	entry('screen', 'baakenpark', { house: 'house:baakenpark', name: 'Eingang Baakenpark', locale: 'de', lines: 7 })
];
