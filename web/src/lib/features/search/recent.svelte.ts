import { forget, recall, remember } from '$lib/kernel';

const atMost = 8;

/** What was looked for lately on this device, by each of the members who use it. */
export class Recent {
	#key: string;
	searches = $state.raw<readonly string[]>([]);

	constructor(me: string) {
		this.#key = `searches:${me}`;
		const kept = recall(this.#key);
		if (Array.isArray(kept)) {
			this.searches = kept.filter((one): one is string => typeof one === 'string').slice(0, atMost);
		}
	}

	/** The beginning of what was typed in the end is no search of its own. */
	add(q: string): void {
		const search = q.trim();
		if (search.length < 2) return;
		const others = this.searches.filter((one) => one.toLowerCase() !== search.toLowerCase());
		this.#keep([search, ...others].slice(0, atMost));
	}

	remove(search: string): void {
		this.#keep(this.searches.filter((one) => one !== search));
	}

	clear(): void {
		this.searches = [];
		forget(this.#key);
	}

	#keep(searches: readonly string[]): void {
		this.searches = searches;
		remember(this.#key, searches);
	}
}
