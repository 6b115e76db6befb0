import { globSync, readFileSync } from 'node:fs';
import { parse } from 'svelte/compiler';
import { locales } from '#lib/kernel/text.ts';
import { refusals } from '#lib/kernel/refusals.ts';
import { describe, expect, test } from 'vitest';

type Message = string | readonly unknown[];
const areas = globSync('src/words/de/*.json').map((path) => path.replaceAll('\\', '/').slice('src/words/de/'.length, -'.json'.length));
const read = (locale: string, area: string): Record<string, Message> => {
	const { $schema: _, ...messages } = JSON.parse(readFileSync(`src/words/${locale}/${area}.json`, 'utf8')) as Record<string, Message>;
	return messages;
};

/** The texts of a message: itself, or those of its variants. */
const textsOf = (message: unknown): string[] => {
	if (typeof message === 'string') return [message];
	if (Array.isArray(message)) return message.flatMap(textsOf);
	if (message && typeof message === 'object' && 'match' in message) return Object.values(message.match as object).flatMap(textsOf);
	return [];
};
const placeholdersOf = (message: Message) => [...new Set(textsOf(message).flatMap((text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)))].sort();

describe.each(areas)('words of %s', (area) => {
	const german = read('de', area);
	test.each(locales)('in %s: the same keys, none empty, the same placeholders', (locale) => {
		const own = read(locale, area);
		expect(Object.keys(own).sort()).toEqual(Object.keys(german).sort());
		expect(Object.entries(own).filter(([, message]) => textsOf(message).length === 0 || textsOf(message).some((text) => !text.trim()))).toEqual([]);
		const different = Object.keys(german).filter((key) => String(placeholdersOf(own[key] ?? '')) !== String(placeholdersOf(german[key] ?? '')));
		expect(different).toEqual([]);
	});
	test('keys are snake case and stand in one file only', () => {
		expect(Object.keys(german).filter((key) => !/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(key))).toEqual([]);
		const elsewhere = new Set(areas.filter((other) => other !== area).flatMap((other) => Object.keys(read('de', other))));
		expect(Object.keys(german).filter((key) => elsewhere.has(key))).toEqual([]);
	});
	test('German says "Sie" and shouts at nobody', () => {
		const shouted = Object.entries(german).filter(([, message]) => textsOf(message).some((text) => text.includes('!') || /\b(du|dein|deine|dich|dir)\b/i.test(text)));
		expect(shouted).toEqual([]);
	});
});

test('every refusal has its sentence', () => {
	const sentences = read('de', 'failure');
	expect(Object.keys(refusals).filter((code) => !(`failure_${code.replaceAll('-', '_')}` in sentences))).toEqual([]);
});

type Node = { type: string; name?: string; data?: string; value?: unknown; [key: string]: unknown };
const spoken = new Set(['aria-label', 'aria-description', 'placeholder', 'title', 'alt', 'label']);

/** Words that a component would show without asking the language files. A heuristic: text with two letters in a row. */
function hardCoded(source: string): string[] {
	const found: string[] = [];
	const visit = (node: unknown): void => {
		if (Array.isArray(node)) return node.forEach(visit);
		if (!node || typeof node !== 'object') return;
		const { type, data, name, value } = node as Node;
		if (type === 'Text' && /\p{L}{2}/u.test(data ?? '')) found.push((data ?? '').trim());
		if (type === 'Attribute' && !spoken.has(name ?? '')) return;
		if (type === 'Attribute') return visit(value);
		if (type === 'RegularElement' && name === 'style') return;
		Object.values(node).forEach(visit);
	};
	/** In the script nobody can tell a word from a key; a text with German letters is one. */
	const visitScript = (node: unknown): void => {
		if (Array.isArray(node)) return node.forEach(visitScript);
		if (!node || typeof node !== 'object') return;
		const { type, value, regex } = node as Node;
		const text = type === 'Literal' && !regex ? value : type === 'TemplateElement' ? (value as { raw: string }).raw : undefined;
		if (typeof text === 'string' && /[äöüßÄÖÜ]/.test(text)) found.push(text);
		for (const [key, inner] of Object.entries(node)) if (key !== 'leadingComments' && key !== 'trailingComments') visitScript(inner);
	};
	const { fragment, instance, module } = parse(source, { modern: true });
	visit(fragment);
	visitScript([instance?.content, module?.content]);
	return found;
}

test('no component speaks for itself', () => {
	const found = globSync('src/**/*.svelte').flatMap((path) => hardCoded(readFileSync(path, 'utf8')).map((text) => `${path}: ${text}`));
	expect(found).toEqual([]);
});

test('the check for hard-coded words catches them', () => {
	expect(hardCoded('<p>Guten Tag</p>')).toEqual(['Guten Tag']);
	expect(hardCoded('{#if a}<b aria-label="Zurück">{m.back()}</b>{/if}')).toEqual(['Zurück']);
	expect(hardCoded(`<script lang="ts">const a: string = 'Räume';</script>{a}`)).toEqual(['Räume']);
	expect(hardCoded(`<script>const a = b.replace(/[äöü]/g, '');</script>`)).toEqual([]);
	expect(hardCoded('<p class="lead">{m.hello()} · 14:02</p>')).toEqual([]);
});
