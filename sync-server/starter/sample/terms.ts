import type { Doc } from '#lib/features/catalogue.ts';
import { type PlaceId, terms, termsId } from '#lib/features/terms/entity.ts';
import { type Words, text } from '../entry.ts';
import { type Place, places } from './places.ts';

const cleaning: Words = ['Beispiel: Reinigung', 'Beispiel: Putzen', 'Example: cleaning'];
const weekend: Words = ['Beispiel: Wochenende', 'Beispiel: am Wochen·ende', 'Example: weekend'];
const late: Words = ['Beispiel: nach 21 Uhr', 'Beispiel: nach 21 Uhr', 'Example: after 9 pm'];
const music: Words = ['Beispiel: Wird Musik gespielt, und wie laut?', 'Beispiel: Machen Sie Musik?\nWie laut?', 'Example: will there be music, and how loud?'];
const tools: Words = ['Beispiel: Wer kennt sich mit den Werkzeugen aus?', 'Beispiel: Wer kennt die Werk·zeuge?', 'Example: who knows how to use the tools?'];

const about = (place: Extract<Place, `${string}-${'saal' | 'kueche' | 'gruppe' | 'werkstatt'}`>, rules: Partial<Doc<'terms'>>): Doc<'terms'> => {
	const room = places[place][1] satisfies PlaceId;
	return { _id: termsId(room), kind: 'terms', schema: terms.version, sample: true, room, ...rules };
};

/** Invented terms of invented rooms, of every kind there is, so that a newcomer sees what can be laid down. What holds in the real rooms is for the office to say. */
export const sampleTerms = [
	about('grasbrook-saal', {
		admission: 'request',
		minMinutes: 60,
		maxMinutes: 600,
		before: 15,
		after: 30,
		quietFrom: '23:00',
		cancelDays: 7,
		lateShare: 50,
		tariffs: [
			{ use: 'private', flat: 2000, perHour: 1200, surcharges: [{ name: text(cleaning), cents: 3000 }, { name: text(weekend), cents: 1000, weekend: true }], deposit: 10_000 },
			{ use: 'charitable', freeUntil: '22:00', perHour: 800 },
			{
				use: 'commercial',
				perPart: [{ from: '08:00', to: '13:00', cents: 8000 }, { from: '13:00', to: '18:00', cents: 8000 }, { from: '18:00', to: '24:00', cents: 12_000 }],
				surcharges: [{ name: text(late), cents: 4000, after: '21:00' }],
				deposit: 20_000
			},
			{ use: 'partner' }
		],
		questions: [{ key: 'music', ask: text(music), required: false }]
	}),
	about('grasbrook-gruppe', { quota: { per: 'month', most: 4 }, horizonDays: 180, tariffs: [{ use: 'private', perHour: 500, freeHours: 1 }, { use: 'charitable' }] }),
	about('baaken-kueche', { after: 30, maxMinutes: 360, tariffs: [{ use: 'private', perHour: 600, surcharges: [{ name: text(cleaning), cents: 1500 }] }, { use: 'charitable' }] }),
	about('baaken-werkstatt', { admission: 'sponsor', maxMinutes: 480, leadHours: 24, questions: [{ key: 'tools', ask: text(tools), required: true }], tariffs: [{ use: 'private', perHour: 300 }] })
];
