import { onDestroy } from 'svelte';
import { useApi } from '$lib/api';
import { explain, useMessages, useSocket, useToasts } from '$lib/kernel';
import { Moderating } from './actions';
import { en } from './messages';
import { moderationRemote, ownRemote, type ModerationRemote } from './remote';
import { DeletedContent } from './store.svelte';

/** What one deleted oneself, as it is when one comes to look. */
export function useOwnDeleted() {
	return useDeletions(ownRemote(useApi()));
}

/** What is deleted, kept up to date for as long as the component stands. */
export function useDeletedContent() {
	const { moderating, store } = useDeletions(moderationRemote(useApi()));
	const subscription = useSocket().subscribe('site:admins', {
		event: ({ type }) => {
			if (type === 'content_changed') void moderating.changed();
		},
		refetch: () => void moderating.changed()
	});
	onDestroy(() => subscription.close());
	return { store, moderating };
}

function useDeletions(remote: ModerationRemote) {
	const t = useMessages({ moderation: en });
	const toasts = useToasts();
	const store = new DeletedContent();
	const moderating = new Moderating({
		remote,
		store,
		words: () => t.moderation,
		notify: (toast) => void toasts.show(toast),
		explain: (error) => explain(error, t.common)
	});
	return { store, moderating };
}
