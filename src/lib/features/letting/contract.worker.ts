import { type Fonts, type Sheet, contractPdf } from './contract-pdf.ts';

/** Sets contracts beside the page, so that nothing waits for it and nobody loads it who makes none. */
self.addEventListener('message', ({ data: { sheet, fonts } }: MessageEvent<{ sheet: Sheet; fonts: Fonts }>) => {
	contractPdf(sheet, fonts).then(
		(file) => self.postMessage({ file }, { transfer: [file.buffer] }),
		(error) => self.postMessage({ failed: String(error) })
	);
});
