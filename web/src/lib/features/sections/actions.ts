import { ApiError } from '$lib/api';
import type { SectionsStore } from './store.svelte';
import type { SectionsRemote } from './wire';

export async function readSections(remote: SectionsRemote, store: SectionsStore): Promise<void> {
	if (store.load === 'error') store.load = 'loading';
	try {
		store.read(await remote.list());
	} catch (error) {
		if (!(error instanceof ApiError)) throw error;
		store.fail(error);
	}
}
