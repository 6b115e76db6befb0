import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const words = readFileSync('src/lib/ui/failure-words.ts', 'utf8');
const shared = new Set(/const fields[^{]*\{([^}]*)\}/.exec(words)?.[1]?.matchAll(/(\w+):/g).map(([, name]) => name));
/** The slices whose names for fields are in a file beside the form. */
const beside: Record<string, string> = {
	'src/lib/features/booking/': 'src/lib/features/booking/asking.svelte.ts',
	'src/lib/features/letting/LettingForm.svelte': 'src/lib/features/letting/field-words.ts',
	'src/lib/features/terms/': 'src/lib/features/terms/field-words.ts'
};

test('whatever is said to be missing is called by its name: every field that shows an error has one', () => {
	const forms = globSync('src/**/*.svelte').filter((path) => /errorOf\('/.test(readFileSync(path, 'utf8')));
	expect(forms.length).toBeGreaterThan(15);
	const nameless = forms.flatMap((path) => {
		const source = readFileSync(path, 'utf8');
		const named = Object.entries(beside).filter(([start]) => path.startsWith(start)).map(([, file]) => readFileSync(file, 'utf8'));
		const own = [source, ...named].flatMap((text) => text.match(/(?:naming\(\{|labels[^{]*\{)[^}]*/g) ?? []).join(' ');
		const isNamed = (field: string) => field.split('.').some((part) => shared.has(part)) || new RegExp(`[{ \\t']${field}'?:`).test(own);
		return [...source.matchAll(/errorOf\('([^']+)'\)/g)].map(([, field]) => field!).filter((field) => !isNamed(field)).map((field) => `${path} ${field}`);
	});
	expect(nameless).toEqual([]);
});
