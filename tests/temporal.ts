import { ensureTemporal } from '#lib/kernel/temporal.ts';

await ensureTemporal();
