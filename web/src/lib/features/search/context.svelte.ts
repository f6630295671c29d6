import { createContext } from 'svelte';
import { goto } from '$app/navigation';
import { page } from '$app/state';
import { useMessages, useShortcuts } from '$lib/kernel';
import { place } from './place';
import { nothingAsked, pathOfQuery, sectionOfPath } from './query';
import type { SearchStore } from './store.svelte';

/** What was found last, kept for when one comes back from what one opened. */
export interface SearchKept {
	store: SearchStore | null;
}

const [useSearchKept, setSearchKept] = createContext<SearchKept>();

export { useSearchKept };

/** Makes `/` lead to the search from everywhere, beginning in the section one stands in. */
export function provideSearch(): void {
	const t = useMessages({ search: place });
	setSearchKept({ store: null });
	useShortcuts([
		{
			keys: '/',
			label: () => t.search.search,
			run: () => {
				const section = sectionOfPath(page.url.pathname);
				void goto(pathOfQuery({ ...nothingAsked, sections: section ? [section] : [] }));
			}
		}
	]);
}
