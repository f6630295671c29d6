import { onDestroy } from 'svelte';
import { useApi } from '$lib/api';
import { explain, useMessages, useSocket, useToasts } from '$lib/kernel';
import { Moderating } from './actions';
import { en } from './messages';
import { moderationRemote } from './remote';
import { DeletedContent } from './store.svelte';

/** What is deleted, kept up to date for as long as the component stands. */
export function useDeletedContent() {
	const t = useMessages({ moderation: en });
	const toasts = useToasts();
	const store = new DeletedContent();
	const moderating = new Moderating({
		remote: moderationRemote(useApi()),
		store,
		words: () => t.moderation,
		notify: (toast) => void toasts.show(toast),
		explain: (error) => explain(error, t.common)
	});
	const subscription = useSocket().subscribe('site:admins', {
		event: ({ type }) => {
			if (type === 'content_changed') void moderating.changed();
		},
		refetch: () => void moderating.changed()
	});
	onDestroy(() => subscription.close());
	return { store, moderating };
}
