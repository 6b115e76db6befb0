import 'temporal-polyfill/types/global';

declare global {
	namespace App {
		interface PageState {
			/** Keeps a dialog in the history, so that Back closes it. */
			dialog?: string;
			/** What a person looks for in the directory: in the history entry only, never in an address. */
			asked?: { text: string; topic: string; situation: string };
		}
	}
}
