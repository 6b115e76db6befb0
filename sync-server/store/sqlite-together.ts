import type { DatabaseSync } from 'node:sqlite';
import { inReading } from './sqlite-statements.ts';

/** Reads before anything else happens, in one transaction with whatever else is asked for at once. */
export type ReadTogether = <T>(read: () => T) => Promise<T>;

/** What is asked for one by one but at the same time (`_bulk_get`) is read together. */
export function readTogether(file: DatabaseSync): ReadTogether {
	let asked: { answer(): void; fail(error: unknown): void }[] = [];

	function answerAll(): void {
		const waiting = asked;
		asked = [];
		const answer = () => waiting.forEach((one) => one.answer());
		try {
			if (waiting.length === 1) answer();
			else inReading(file, answer);
		} catch (error) {
			for (const { fail } of waiting) fail(error);
		}
	}

	return (read) =>
		new Promise((resolve, fail) => {
			if (asked.length === 0) queueMicrotask(answerAll);
			asked.push({ answer: () => resolve(read()), fail });
		});
}
