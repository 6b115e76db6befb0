import type { Doc } from '#lib/features/catalogue.ts';
import type { BlockUse } from '#lib/features/text-block/entity.ts';
import type { LocalText } from '#lib/kernel/text.ts';
import type { Words } from './entry.ts';
import { entry } from './entry.ts';

const block = (use: BlockUse, order: number, name: string, label: string, [de, easy, en]: Words): Doc<'text-block'> =>
	entry('text-block', name, { use, order, label, text: { de, 'de-x-leicht': easy, en } satisfies LocalText });

/** The words a new office begins with; it changes them as it likes. A line per sentence in Leichte Sprache. */
export const textBlocks: Doc<'text-block'>[] = [
	block('confirm', 1, 'welcome', 'Schön, dass Sie kommen', [
		'Der Raum ist für Sie reserviert. Bitte verlassen Sie ihn so, wie Sie ihn vorfinden.',
		'Der Raum ist für Sie frei gehalten.\nBitte räumen Sie danach auf.',
		'The room is reserved for you. Please leave it as you find it.'
	]),
	block('decline', 1, 'taken', 'Schon vergeben', [
		'Zu dieser Zeit ist der Raum schon vergeben.\n{frei}',
		'Der Raum ist zu dieser Zeit schon vergeben.\n{frei}',
		'The room is already taken at this time.\n{frei}'
	]),
	block('decline', 2, 'closed', 'Haus geschlossen', [
		'Das Haus ist zu dieser Zeit geschlossen. Bitte fragen Sie eine Zeit innerhalb der Öffnungszeiten an.',
		'Das Haus ist zu dieser Zeit zu.\nBitte wählen Sie eine andere Zeit.\nDie Öffnungs·zeiten stehen beim Haus.',
		'The house is closed at this time. Please ask for a time within its opening hours.'
	]),
	block('decline', 3, 'too-many', 'Gruppe zu groß', [
		'Der Raum ist für Ihre Gruppe zu klein. Ein größerer Raum kann passen.',
		'Der Raum ist zu klein für Ihre Gruppe.\nBitte wählen Sie einen größeren Raum.',
		'The room is too small for your group. A larger room may fit.'
	]),
	block('decline', 4, 'call', 'Bitte melden', [
		'Dazu haben wir noch Fragen. Bitte melden Sie sich beim Quartiersbüro.',
		'Wir haben noch Fragen.\nBitte melden Sie sich beim Quartiers·büro.',
		'We have questions about this. Please contact the neighbourhood office.'
	]),
	block('offer', 1, 'other-time', 'Andere Zeit', [
		'Zu Ihrer Zeit geht es leider nicht. Wir halten Ihnen diese Zeit frei. Passt sie Ihnen?',
		'Zu Ihrer Zeit geht es nicht.\nWir halten eine andere Zeit für Sie frei.\nPasst diese Zeit?',
		'Unfortunately your time is not possible. We keep this time free for you. Does it suit you?'
	]),
	block('cancel', 1, 'repair', 'Raum fällt aus', [
		'Der Raum kann an diesem Tag leider nicht benutzt werden. Das tut uns leid.\n{frei}',
		'Der Raum kann an diesem Tag nicht benutzt werden.\nDas tut uns leid.\n{frei}',
		'Unfortunately the room cannot be used on this day. We are sorry.\n{frei}'
	]),
	block('message', 1, 'how-many', 'Wie viele Personen?', [
		'Wie viele Personen kommen ungefähr?',
		'Wie viele Personen kommen?\nSie müssen es nicht genau wissen.',
		'About how many people will come?'
	]),
	block('message', 2, 'music', 'Wird Musik gespielt?', [
		'Wird Musik gespielt? Wenn ja: bis wann, und mit einer Anlage?',
		'Machen Sie Musik?\nBis wann?\nMit Laut·sprechern?',
		'Will there be music? If so: until when, and with loudspeakers?'
	]),
	block('message', 3, 'thanks', 'Danke', [
		'Danke für Ihre Nachricht. Wir haben sie gelesen.',
		'Danke für Ihre Nachricht.\nWir haben sie gelesen.',
		'Thank you for your message. We have read it.'
	])
];
