import { untrack } from 'svelte';
import { explain, useMessages, useToasts, useUndo } from '$lib/kernel';
import { Noticing } from './actions';
import { useNotices } from './context.svelte';
import { en } from './messages';
import { NotificationsStore } from './store.svelte';

/** The list of notifications, read and kept up to date for as long as the component stands. */
export function useNotificationList() {
	const t = useMessages({ notifications: en });
	const toasts = useToasts();
	const undo = useUndo();
	const notices = useNotices();
	const { badge, remote } = notices;
	const store = (notices.list ??= new NotificationsStore());
	const noticing = new Noticing({
		remote,
		store,
		badge,
		words: () => t.notifications,
		notify: (toast) => void toasts.show(toast),
		defer: (act) => undo.defer(act),
		explain: (error) => explain(error, t.common)
	});

	$effect(() => {
		untrack(() => void notices.ready().then(() => noticing.read()));
		return notices.listen({
			posted: () => void noticing.glance(),
			refetch: () => void noticing.glance()
		});
	});
	return { store, noticing };
}
