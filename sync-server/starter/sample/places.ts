/** The rooms of the sample programme, by short names, with the house each belongs to. */
export const places = {
	'grasbrook-saal': ['house:grasbrookpark', 'room:sample-grasbrookpark-saal'],
	'grasbrook-kueche': ['house:grasbrookpark', 'room:sample-grasbrookpark-kueche'],
	'grasbrook-gruppe': ['house:grasbrookpark', 'room:sample-grasbrookpark-gruppenraum'],
	'grasbrook-gemein': ['house:grasbrookpark', 'room:grasbrookpark-gemeinschaftsraum'],
	'baaken-saal': ['house:baakenpark', 'room:sample-baakenpark-saal'],
	'baaken-kueche': ['house:baakenpark', 'room:sample-baakenpark-kueche'],
	'baaken-werkstatt': ['house:baakenpark', 'room:sample-baakenpark-werkstatt'],
	'baaken-gemein': ['house:baakenpark', 'room:baakenpark-gemeinschaftsraum'],
	'partner-raum': ['house:sample-genossenschaft', 'room:sample-genossenschaft-gemeinschaftsraum'],
	'partner-terrasse': ['house:sample-genossenschaft', 'room:sample-genossenschaft-terrasse'],
	'partner-cafe': ['house:sample-genossenschaft', 'room:sample-genossenschaft-waschcafe'],
	beamer: ['house:grasbrookpark', 'room:sample-grasbrookpark-beamer'],
	lastenrad: ['house:grasbrookpark', 'room:sample-grasbrookpark-lastenrad'],
	tische: ['house:baakenpark', 'room:sample-baakenpark-biertische'],
	spielfeld: ['house:hafenkante', 'room:hafenkante-spielfeld']
} as const satisfies Record<string, readonly [`house:${string}`, `room:${string}`]>;

export type Place = keyof typeof places;
