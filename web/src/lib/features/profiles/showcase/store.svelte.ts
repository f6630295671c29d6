import type { ApiError } from '$lib/api';
import type { Collection, ShowcaseItem } from '../wire';

/** What somebody shows of what they like, with what is being changed laid over it. */
export class ShowcaseStore {
	load = $state<'loading' | 'ready' | 'error'>('loading');
	error = $state.raw<ApiError | null>(null);

	#kept = $state.raw<readonly Collection[]>([]);
	#intents = $state.raw<Readonly<Record<string, ShowcaseItem[]>>>({});

	readonly collections: Collection[] = $derived(
		this.#kept.map((one) => ({ ...one, items: this.#intents[one.key] ?? one.items }))
	);

	find(key: string): Collection | undefined {
		return this.collections.find((one) => one.key === key);
	}

	read(collections: readonly Collection[]): void {
		this.#kept = collections;
		this.load = 'ready';
		this.error = null;
	}

	fail(error: ApiError): void {
		this.error = error;
		if (this.load !== 'ready') this.load = 'error';
	}

	intend(key: string, items: ShowcaseItem[]): void {
		this.#intents = { ...this.#intents, [key]: items };
	}

	/** Only the latest wish is ever taken back: an earlier one has been replaced by it. */
	undo(key: string, items: ShowcaseItem[]): void {
		if (this.#intents[key] !== items) return;
		const { [key]: _gone, ...rest } = this.#intents;
		this.#intents = rest;
	}
}
