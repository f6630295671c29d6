import { createContext } from 'svelte';
import { ApiError, type Site } from '$lib/api';
import { recall, remember } from './storage';

type Read = () => Promise<{ site: Site }>;

const storageKey = 'site';

/**
 * What the house is called and how one gets in. The name is remembered on the device, so that
 * it is there from the first paint and when there is no network.
 */
export class House {
	site = $state.raw<Site | null>(null);
	failure = $state.raw<ApiError | null>(null);
	#remembered = $state('');
	name = $derived(this.site?.name ?? (this.#remembered || 'Longhouse'));

	#read: Read;

	constructor(read: Read) {
		this.#read = read;
		const kept = recall(storageKey);
		if (typeof kept === 'string') this.#remembered = kept;
	}

	async refresh(): Promise<void> {
		try {
			const { site } = await this.#read();
			this.#keep(site);
			this.failure = null;
		} catch (error) {
			if (!(error instanceof ApiError)) throw error;
			this.failure = error;
		}
	}

	/** Take over what changed, as an admin does in the settings of the house. */
	adopt(changes: Partial<Site>): void {
		if (this.site) this.#keep({ ...this.site, ...changes });
	}

	#keep(site: Site): void {
		this.site = site;
		remember(storageKey, site.name);
	}
}

export const [useHouse, provideHouse] = createContext<House>();
