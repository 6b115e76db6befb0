import type { Directory } from './queries.ts';
import type { Search } from './search.ts';

/** The directory's search, loaded and built when the directory is there; `search` is undefined until then. */
export class Finding {
	search = $state.raw<Search>();

	constructor(directory: () => Directory | undefined) {
		$effect(() => {
			const source = directory();
			if (!source) return;
			let current = true;
			void import('./search.ts').then(({ searchOver }) => {
				if (current) this.search = searchOver(source);
			});
			return () => (current = false);
		});
	}
}
