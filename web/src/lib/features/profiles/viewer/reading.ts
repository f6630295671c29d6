import { ApiError } from '$lib/api';
import type { ProfilesRemote } from '../remote';
import type { DeedsStore } from './store.svelte';

export async function readDeeds(
	remote: ProfilesRemote,
	store: DeedsStore,
	reference: string
): Promise<void> {
	try {
		store.read(await remote.activity(reference));
	} catch (error) {
		if (!(error instanceof ApiError)) throw error;
		store.fail(error);
	}
}
