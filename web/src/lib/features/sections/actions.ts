import { ApiError } from '$lib/api';
import { en } from './messages';
import type { SectionsStore } from './store.svelte';
import type { Section, SectionsRemote } from './wire';

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

/**
 * In another window, or on another device. What came since is new all the same, which the house
 * knows; who looks at the section has just said so.
 */
export async function seenElsewhere(
	remote: SectionsRemote,
	store: SectionsStore,
	id: string,
	looking: string | null
): Promise<void> {
	if (looking === id || !store.hasNews(id)) return;
	store.seen(id);
	await readSections(remote, store);
}

/**
 * What a section is called from now on, as the house keeps it; throws when it is refused. Who gives
 * it back the name that it came with means that of every language.
 */
export async function renameSection(
	remote: SectionsRemote,
	store: SectionsStore,
	{ id, type }: Pick<Section, 'id' | 'type'>,
	name: string,
	cameAs: typeof en.names
): Promise<true> {
	const kept = name === cameAs[type] ? en.names[type] : name;
	store.renamed(await remote.rename(id, kept));
	return true;
}
