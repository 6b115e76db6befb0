import 'temporal-polyfill/types/global';

declare global {
	namespace App {
		interface PageState {
			/** Keeps a dialog in the history, so that Back closes it. */
			dialog?: string;
		}
	}
}
