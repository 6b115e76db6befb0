import { v7 } from 'uuid';

/** A new document id, `<kind>:<uuidv7>`. Ids outlive deletion, so they never carry anything about a person. */
export const newId = <K extends string>(kind: K): `${K}:${string}` => `${kind}:${v7()}`;

/** The part after the kind: a UUID, or a speaking name for data the quarter starts with (`house:grasbrookpark` → `grasbrookpark`). */
export const nameOf = (id: string) => id.slice(id.indexOf(':') + 1);

/** The kind a document id names (`house:grasbrookpark` → `house`). */
export const kindOf = (id: string) => id.slice(0, id.indexOf(':'));

/** An unguessable capability: 192 random bits as base64url (W3C TAG, capability URLs). */
export function newSecret(): string {
	const bytes = crypto.getRandomValues(new Uint8Array(24));
	return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_');
}

/** SHA-256 as lower-case hex: how a capability is stored. */
export async function hashOf(secret: string): Promise<string> {
	const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(secret));
	return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
