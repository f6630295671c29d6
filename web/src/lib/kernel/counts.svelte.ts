import { createContext } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';

/** What waits behind a place of the rail, told by its feature and shown beside the name. */
export class Counts {
	#byPlace = new SvelteMap<string, number>();

	of(place: string): number {
		return this.#byPlace.get(place) ?? 0;
	}

	set(place: string, count: number): void {
		this.#byPlace.set(place, count);
	}
}

export const [useCounts, provideCounts] = createContext<Counts>();
