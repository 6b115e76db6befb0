/** One line of the table: what was measured, against which peer in the same run, and what the goal is. */
export type Row = {
	name: string;
	value: number;
	unit: string;
	/** What it is compared with, measured in this run. */
	against?: string;
	/** This over the peer. */
	ratio?: number;
	/** As people read it; `value` or `ratio` is held against `most`. */
	goal: string;
	most?: { value?: number; ratio?: number };
	/** Where more is better. */
	least?: number;
};

export const median = (times: number[]) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? NaN;

const met = ({ value, ratio, most, least }: Row) =>
	least !== undefined ? (value >= least ? 'yes' : 'NO') : most === undefined ? '' : (most.value === undefined || value <= most.value) && (most.ratio === undefined || (ratio ?? NaN) <= most.ratio) ? 'yes' : 'NO';

/** The table as text; figures are this machine's, ratios say more. */
export function tableOf(rows: Row[]): string {
	const cells = [
		['measured', 'value', 'against', 'ratio', 'goal', 'met'],
		...rows.map((row) => [row.name, `${row.value < 100 ? row.value.toFixed(1) : Math.round(row.value)} ${row.unit}`, row.against ?? '', row.ratio?.toFixed(2) ?? '', row.goal, met(row)])
	];
	const widths = cells[0]!.map((_, column) => Math.max(...cells.map((line) => line[column]!.length)));
	return cells.map((line) => line.map((cell, column) => cell.padEnd(widths[column]!)).join('  ')).join('\n');
}
