import type { Contact } from '#lib/features/contact/entity.ts';
import type { Day } from '#lib/kernel/moments.ts';
import { DAYS, type Plan, type Use } from './gather.ts';
import { dayOfWeek, hoursInWords, languageNames, longDay, moment, serviceName, statusName, TAKEN } from './words.ts';

/** Black on white, for A4: nothing is fetched, and whatever stands on one line belongs together. */
const style = `
@page { size: A4; margin: 14mm 13mm 15mm; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 192mm; padding: 8mm 4mm; font: 9.5pt/1.3 "Liberation Sans", Arial, Helvetica, sans-serif; color: #000; background: #fff; }
h1 { font-size: 20pt; line-height: 1.15; margin: 0 0 2mm; }
h2 { font-size: 14pt; margin: 0 0 2mm; break-after: avoid; }
p { margin: 0 0 2mm; }
ol { margin: 0 0 2mm; padding-left: 6mm; }
section { break-before: page; margin-top: 10mm; }
section:first-of-type { break-before: auto; }
.stand { font-size: 11.5pt; }
.box { border: 1pt solid #000; padding: 3mm 4mm 1mm; margin: 4mm 0; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; }
thead { display: table-header-group; }
thead .running { font-weight: normal; padding-bottom: 2mm; border-bottom: .5pt solid #000; }
th { text-align: left; font-size: 8.5pt; border-bottom: 1pt solid #000; padding: 1mm 2mm .8mm 0; }
th.day { font-size: 10.5pt; border-bottom: .5pt solid #000; padding-top: 3.5mm; }
td { vertical-align: top; border-bottom: .5pt solid #999; padding: .8mm 2mm .8mm 0; overflow-wrap: break-word; hyphens: auto; }
tr { break-inside: avoid; }
tr.day { break-after: avoid; }
td.time { white-space: nowrap; font-variant-numeric: tabular-nums; }
.gone td { text-decoration: line-through; }
.gone td.note, td.note { text-decoration: none; }
td.note b { font-weight: bold; }
small { font-size: 8.5pt; }
.write td { height: 11mm; }
@media print { body { max-width: none; padding: 0; } section { margin-top: 0; } section:first-of-type { margin-top: 8mm; } }
`;

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
/** Text as it may stand in HTML, in an attribute too. */
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => entities[sign]!);

type Cell = { text: string; is?: 'time' | 'note'; small?: string };
type Row = { cells: Cell[]; gone?: boolean };
/** Widths in percent. */
type Column = [heading: string, width: number];

const cellOf = ({ text, is, small }: Cell) =>
	`<td${is ? ` class="${is}"` : ''}>${is === 'note' && text ? `<b>${escaped(text)}</b>` : escaped(text)}${small ? `${text ? '<br>' : ''}<small>${escaped(small)}</small>` : ''}</td>`;
const rowOf = ({ cells, gone }: Row) => `<tr${gone ? ' class="gone"' : ''}>${cells.map(cellOf).join('')}</tr>`;

/** Rows under a heading of their own: a day. */
type Group = { heading?: string; rows: readonly Row[] };
type Layout = { running: string; columns: readonly Column[]; groups: readonly Group[]; look?: string };

/** The running line stands in the head of the table, because that is what a browser repeats on every sheet. */
function table({ running, columns, groups, look = '' }: Layout): string {
	const widths = columns.map(([, width]) => `<col style="width:${width}%">`).join('');
	const head = columns.map(([heading]) => `<th scope="col">${escaped(heading)}</th>`).join('');
	const bodies = groups.map(({ heading, rows }) => {
		const day = heading ? `<tr class="day"><th class="day" scope="rowgroup" colspan="${columns.length}">${escaped(heading)}</th></tr>` : '';
		return `<tbody>${day}${rows.map(rowOf).join('')}</tbody>`;
	});
	return `<table class="${look}"><colgroup>${widths}</colgroup><thead><tr><td class="running" colspan="${columns.length}">${running}</td></tr><tr>${head}</tr></thead>${bodies.join('')}</table>`;
}

const time = ({ from, to }: { from: string; to: string }): Cell => ({ text: `${from}–${to}`, is: 'time' });
const day = (date: Day): Cell => ({ text: dayOfWeek(date), is: 'time' });
const people = (count: number | undefined) => (count === undefined ? '' : count === 1 ? '1 Person' : `${count} Personen`);
const reach = (contact: Contact | undefined): Cell => ({ text: contact?.name ?? '', small: [contact?.phone, contact?.mail].filter(Boolean).join(' · ') });

/** By day; a day without anything is left out. */
const byDay = <T extends { date: Day }>(things: readonly T[], row: (thing: T) => Row): Group[] =>
	[...Map.groupBy(things, ({ date }) => date)].map(([date, on]) => ({ heading: longDay(date), rows: on.map(row) }));

/** A sheet to write on: what is agreed while the app is away. */
const EMPTY_ROWS = 18;

/** The plan as one page to print: no script, no picture, no address that is asked for. */
export function htmlOf(plan: Plan): string {
	const { quarter, at, from, to, uses, meetings, waiting, officeTimes, referrals } = plan;
	const running = (heading: string) => `Plan B · ${escaped(quarter)} · Stand ${moment(at)} · vertraulich · <b>${escaped(heading)}</b>`;
	const section = (heading: string, nothing: string, columns: Column[], groups: Group[], look?: string) => {
		const isEmpty = groups.every(({ rows }) => rows.length === 0);
		const content = isEmpty ? `<p>${nothing}</p>` : table({ running: running(heading), columns, groups, ...(look && { look }) });
		return `<section><h2>${escaped(heading)}</h2>${content}</section>`;
	};
	const nothing = 'In diesem Zeitraum ist nichts eingetragen.';

	const parts = [
		section(
			'Belegung',
			nothing,
			[['Zeit', 11], ['Haus', 25], ['Raum', 19], ['Wofür', 26], ['Kontakt', 19]],
			byDay(uses, (one: Use) => ({ cells: [time(one), { text: one.house }, { text: one.room }, { text: one.purpose, small: people(one.people) }, reach(one.contact)] }))
		),
		section(
			'Veranstaltungen',
			nothing,
			[['Zeit', 12], ['Veranstaltung', 38], ['Wo', 36], ['Hinweis', 14]],
			byDay(meetings, (one) => ({ gone: one.status === 'cancelled', cells: [time(one), { text: one.title }, { text: one.where }, { text: statusName(one.status), is: 'note' }] }))
		),
		section('Offene Anfragen', 'Keine Anfrage wartet auf das Büro.', [['Wann', 13], ['Raum', 22], ['Wofür', 22], ['Kontakt', 22], ['Notiz', 21]], [
			{
				rows: waiting.map((one) => ({
					cells: [
						{ text: dayOfWeek(one.date), is: 'time', small: `${one.from}–${one.to}` },
						{ text: one.room, small: one.house },
						{ text: one.purpose, small: people(one.people) },
						reach(one.contact),
						{ text: one.taken ? TAKEN : '', is: 'note', small: `eingegangen ${moment(one.received)}` }
					]
				}))
			}
		]),
		section('Sprechstunden', nothing, [['Tag', 12], ['Zeit', 12], ['Sprechstunde', 26], ['Wo', 32], ['Sprachen', 18]], [
			{ rows: officeTimes.map((one) => ({ cells: [day(one.date), time(one), { text: one.title }, { text: one.where }, { text: languageNames(one.languages) }] })) }
		]),
		section('Verweise', 'Es ist keine Stelle eingetragen.', [['Stelle', 36], ['Telefon', 15], ['Zeiten', 23], ['Adresse', 26]], [
			{ rows: referrals.map((one) => ({ cells: [{ text: one.name.de, small: serviceName(one.type) }, { text: one.phone ?? '' }, { text: hoursInWords(one.hours) }, { text: one.address ?? '' }] })) }
		]),
		section('Neu notiert', '', [['Tag, Zeit', 18], ['Raum', 20], ['Wofür', 24], ['Kontakt', 26], ['Kürzel', 12]], [{ rows: Array.from({ length: EMPTY_ROWS }, () => ({ cells: Array.from({ length: 5 }, () => ({ text: '' })) })) }], 'write')
	];

	return `<!doctype html>
<html lang="de"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex"><title>Plan B · ${escaped(quarter)} · Stand ${moment(at)}</title><style>${style}</style></head>
<body>
<h1>Plan B · Quartier ${escaped(quarter)}</h1>
<p class="stand">${longDay(from)} bis ${longDay(to)}</p>
<p class="stand"><b>Stand ${moment(at)}.</b> Was danach geschah, steht hier nicht.</p>
<div class="box">
<p><b>Wenn die App nicht zu erreichen ist:</b></p>
<ol><li>Nichts fest zusagen. Ein Raum ist wahrscheinlich frei, wenn er unter „Belegung“ zu dieser Zeit nicht steht; sagen Sie „angefragt“ oder „unter Vorbehalt“.</li><li>Auf dem letzten Blatt notieren: Tag, Zeit, Raum, Wofür, Kontakt.</li><li>Sobald die App wieder da ist: nachtragen. Bestätigt ist erst, was sie bestätigt.</li></ol>
<p><b>Vertraulich:</b> Hier stehen Namen und Telefonnummern. Bitte unter Verschluss halten und vernichten, sobald es einen neueren Stand gibt.</p>
</div>
<p>${uses.length} Belegungen, ${meetings.length} Termine von Veranstaltungen, ${waiting.length} offene Anfragen, ${officeTimes.length} Sprechstunden, ${referrals.length} Verweise. Die nächsten ${DAYS} Tage.</p>
${parts.join('\n')}
</body></html>
`;
}
