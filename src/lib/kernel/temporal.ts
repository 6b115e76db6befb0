import type {} from 'temporal-polyfill/types/global';

/**
 * Brings Temporal to a machine that lacks it (Node 24, older Safari). Call once before anything of `moments.ts`;
 * where Temporal is native nothing is loaded, which keeps 20 kB from most phones.
 */
export async function ensureTemporal(): Promise<void> {
	if (!('Temporal' in globalThis)) await import('temporal-polyfill/global');
}
