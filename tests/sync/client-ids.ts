/** In place of `uuid` in a device's code: version 7 without memory, so that one run gives the same ids whatever ran before it. */
export function v7(): string {
	const time = Date.now().toString(16).padStart(12, '0');
	const chance = Array.from(crypto.getRandomValues(new Uint8Array(9)), (byte) => byte.toString(16).padStart(2, '0')).join('');
	return `${time.slice(0, 8)}-${time.slice(8)}-7${chance.slice(0, 3)}-8${chance.slice(3, 6)}-${chance.slice(6)}`;
}
