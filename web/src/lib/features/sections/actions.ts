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

/** Tells the other devices too; when it does not come through, the dot there stays a little longer. */
export async function markSeen(
	remote: SectionsRemote,
	store: SectionsStore,
	id: string
): Promise<void> {
	if (store.hasNews(id)) await remote.markRead(id).catch(() => {});
}
