/** How long a browser may take to read what it saves, in milliseconds. */
const READ_WITHIN = 60_000;

/** Saves a file that was made on this device, as a browser saves a download. */
export function saveFile(file: Blob, name: string): void {
	const href = URL.createObjectURL(file);
	Object.assign(document.createElement('a'), { href, download: name }).click();
	setTimeout(() => URL.revokeObjectURL(href), READ_WITHIN);
}
