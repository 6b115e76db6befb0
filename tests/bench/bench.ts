import { globSync } from 'node:fs';
import { ensureTemporal } from '#lib/kernel/temporal.ts';
import { type Row, tableOf } from './row.ts';

/** Runs every measurement of this folder, one after the other, and prints one table. */
await ensureTemporal();
const only = process.argv[2];
const modules = globSync('*.ts', { cwd: import.meta.dirname })
	.filter((file) => /^(confirming|first-visit|offline-reopen|first-sync|read-model|finding|bulk-docs|writing|replicating|feeds|snapshots|board)\.ts$/.test(file) && (!only || file.startsWith(only)))
	.sort();
const rows: Row[] = [];
for (const file of modules) {
	console.log(`▶ ${file}`);
	const { run } = (await import(`./${file}`)) as { run: () => Promise<Row[]> };
	rows.push(...(await run()));
}
console.log(`\n${tableOf(rows)}`);
process.exit(0);
