import { createContext } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';

/** Of what is on the screen, what did not come from the server just now. */
export class Freshness {
	/** Counts how often the line came back while something old was shown: the moment to read anew. */
	returns = $state(0);

	readonly #old = new SvelteMap<string, number>();

	/** Since when the oldest of it is known; null when all is new. */
	readonly since: number | null = $derived(
		this.#old.size === 0 ? null : Math.min(...this.#old.values())
	);

	told(address: string, at: number | null): void {
		if (at === null) this.#old.delete(address);
		else this.#old.set(address, at);
	}

	/** Another page is shown. */
	turn(): void {
		this.#old.clear();
	}

	lineIsBack(): void {
		if (this.#old.size > 0) this.returns += 1;
	}
}

export const [useFreshness, provideFreshness] = createContext<Freshness>();
