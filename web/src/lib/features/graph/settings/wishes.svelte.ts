import { ApiError } from '$lib/api';
import { optimistically, type Toasts } from '$lib/kernel';
import type { GraphRemote } from '../remote';
import type { Load } from '../store.svelte';
import type { Wishes } from '../wire';

/** Who may ask a member for friendship, as they have chosen. */
export class WishesStore {
	load = $state<Load>('loading');
	error = $state.raw<ApiError | null>(null);
	wishes = $state.raw<Wishes | null>(null);
}

export interface WishesPorts {
	remote: Pick<GraphRemote, 'wishes' | 'wish'>;
	toasts: Toasts;
	explain: (error: unknown) => string;
}

export async function readWishes(store: WishesStore, { remote }: WishesPorts): Promise<void> {
	if (store.load === 'error') store.load = 'loading';
	try {
		store.wishes = await remote.wishes();
		store.load = 'ready';
	} catch (error) {
		if (!(error instanceof ApiError)) throw error;
		store.error = error;
		if (!store.wishes) store.load = 'error';
	}
}

/** Counts at once; what fails is taken back with the reason. */
export function chooseWish(
	store: WishesStore,
	chosen: Partial<Wishes>,
	{ explain, remote, toasts }: WishesPorts
): Promise<boolean> {
	return optimistically({
		change: () => {
			const before = store.wishes;
			if (before) store.wishes = { ...before, ...chosen };
			return () => {
				store.wishes = before;
			};
		},
		call: async () => {
			store.wishes = await remote.wish(chosen);
		},
		explain,
		toasts
	});
}
