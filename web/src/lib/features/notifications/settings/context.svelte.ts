import { untrack } from 'svelte';
import { explain, useMessages, useToasts } from '$lib/kernel';
import { useNotices } from '../context.svelte';
import { en } from '../messages';
import { Pushing } from '../push/actions';
import { thisDevice } from '../push/device';
import { PushStore } from '../push/store.svelte';
import { Preferring } from './actions';
import { PreferencesStore } from './store.svelte';

function usePorts() {
	const t = useMessages({ notifications: en });
	const toasts = useToasts();
	const { remote } = useNotices();
	return {
		remote,
		words: () => t.notifications,
		notify: (toast: Parameters<typeof toasts.show>[0]) => void toasts.show(toast),
		explain: (error: unknown) => explain(error, t.common)
	};
}

/** What the member wants to be told, kept up to date for as long as the component stands. */
export function usePreferences(reads: 'all' | 'sections' = 'all') {
	const notices = useNotices();
	const store = new PreferencesStore();
	const preferring = new Preferring({ ...usePorts(), store });
	const read = () =>
		reads === 'all' ? preferring.read() : preferring.readSections().catch(() => {});

	$effect(() => {
		untrack(() => void notices.ready().then(read));
		return notices.listen({
			hearPreference: (event) => store.apply(event),
			refetch: () => {
				store.losePlace();
				void read();
			}
		});
	});
	return { store, preferring };
}

/** Push on this device and the others. */
export function usePush() {
	const store = new PushStore();
	const pushing = new Pushing({ ...usePorts(), store, device: thisDevice });
	$effect(() => {
		// Coming back from the browser's own settings is where a permission has changed.
		const look = () => {
			if (document.visibilityState === 'visible' && !store.busy) void pushing.look();
		};
		untrack(look);
		document.addEventListener('visibilitychange', look);
		return () => document.removeEventListener('visibilitychange', look);
	});
	return { store, pushing };
}
