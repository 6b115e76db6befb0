import bold from '@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-700-normal.woff?url';
import regular from '@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-400-normal.woff?url';
import type { Sheet } from './contract-pdf.ts';

const bytesOf = async (url: string) => new Uint8Array(await (await fetch(url)).arrayBuffer());

/**
 * A contract as a PDF file, made on this device.
 * @throws Error where its worker cannot be loaded: on a device without network where nobody worked at the desk or saw a confirmed date. Or where the sheet cannot be set.
 */
export async function makeContract(sheet: Sheet): Promise<Blob> {
	const fonts = { regular: await bytesOf(regular), bold: await bytesOf(bold) };
	const worker = new Worker(new URL('./contract.worker.ts', import.meta.url), { type: 'module' });
	try {
		const file = await new Promise<Uint8Array<ArrayBuffer>>((resolve, reject) => {
			worker.onmessage = ({ data: { file, failed } }: MessageEvent<{ file?: Uint8Array<ArrayBuffer>; failed?: string }>) => (file ? resolve(file) : reject(new Error(failed)));
			worker.onerror = ({ message }) => reject(new Error(`contract worker: ${message || 'could not be loaded'}`));
			worker.postMessage({ sheet, fonts });
		});
		return new Blob([file], { type: 'application/pdf' });
	} finally {
		worker.terminate();
	}
}
