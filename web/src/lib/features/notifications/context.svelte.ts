import { createContext, untrack } from 'svelte';
import { goto } from '$app/navigation';
import { page } from '$app/state';
import { useApi } from '$lib/api';
import { useCounts, useLanguage, useSession, useSocket, useToasts } from '$lib/kernel';
import { useSections } from '$lib/features/sections';
import { Arrivals } from './arrivals';
import { Badge } from './badge.svelte';
import { openFromPush } from './push/opening';
import { notificationsRemote, type NotificationsRemote } from './remote';
import type { NotificationsStore } from './store.svelte';
import { showInTitle, showOnApp } from './showing';
import { Soon } from './soon';
import {
	isNotificationEvent,
	isPreferenceEvent,
	type NotificationEvent,
	type PreferenceEvent
} from './wire';

/** A page of this feature that wants to be kept up to date. */
export interface Listener {
	hear?: (event: NotificationEvent) => void;
	hearPreference?: (event: PreferenceEvent) => void;
	/** Something may have been missed. */
	refetch?: () => void;
	/** News in a section, which is not told as an event of its own. */
	posted?: () => void;
}

export interface Notices {
	remote: NotificationsRemote;
	badge: Badge;
	/** The list, once somebody has looked at it; kept for when they come back. */
	list: NotificationsStore | null;
	listen: (listener: Listener) => () => void;
	/** Settles once nothing that happens from now on can be missed. */
	ready: () => Promise<void>;
}

const [useNotices, setNotices] = createContext<Notices>();

export { useNotices };

const shownAs = 'notifications';

/**
 * Counts for every page what waits, and hears for the pages of this feature what happens. What
 * those pages need besides comes with them.
 */
export function provideNotifications(): Notices {
	const session = useSession();
	const socket = useSocket();
	const counts = useCounts();
	const language = useLanguage();
	const toasts = useToasts();
	const sections = useSections().store;
	const remote = notificationsRemote(useApi());
	const badge = new Badge();
	const listeners = new Set<Listener>();
	let list = $state.raw<NotificationsStore | null>(null);
	let ready: Promise<void> = Promise.resolve();
	const me = $derived(session.user?.id ?? null);

	async function count() {
		const since = badge.heard;
		const counted = await remote.count().catch(() => null);
		if (counted !== null) badge.read(counted, since);
	}

	function hear(event: NotificationEvent) {
		badge.hear(event);
		list?.apply(event);
		for (const listener of listeners) listener.hear?.(event);
		if (event.type !== 'notification' || event.data.notification.type !== 'mention') return;
		void import('./announcing').then(({ announce }) =>
			announce(event.data.notification, { toasts, language, path: page.url.pathname, goto })
		);
	}

	$effect(() => {
		if (!me) return;
		const subscription = socket.subscribe(`user:${me}`, {
			event: (event) => {
				const told: { type: string } = event;
				if (isNotificationEvent(told)) hear(told);
				else if (isPreferenceEvent(told)) {
					for (const listener of listeners) listener.hearPreference?.(told);
					// Of which sections one is told, and whether here at all.
					soon.call();
				} else if (told.type === 'relationship_changed' || told.type === 'section_read') {
					soon.call();
				}
			},
			refetch: () => {
				badge.losePlace();
				list?.losePlace();
				void count();
				for (const listener of listeners) listener.refetch?.();
			}
		});
		ready = subscription.ready;
		void subscription.ready.then(count);
		return () => subscription.close();
	});

	// Which sections have news is known already; what it comes to, after all whom one does not
	// want to hear, the server counts. Everybody at once would be a crowd, so each waits a little.
	const soon = new Soon(() => {
		void count();
		for (const listener of listeners) listener.posted?.();
	});
	const news = $derived(
		sections.list
			.filter(({ id }) => sections.hasNews(id))
			.map(({ id }) => id)
			.join(' ')
	);
	// What is deleted takes along what was told about it. Whoever looks at the list sees how many
	// have come; whoever does not is asked once for each section.
	const arrivals = new Arrivals();
	const came = (id: string, data: unknown) => {
		const { post } = data as { post: { user_id: string } };
		if (post.user_id === me) return;
		const watched = [...listeners].some(({ posted }) => posted);
		if (arrivals.isFirst(id) || watched) soon.call();
	};
	const topics = $derived(sections.list.map(({ id }) => id).join(' '));
	$effect(() => {
		if (!me || !topics) return;
		const subscriptions = topics.split(' ').map((id) =>
			socket.subscribe(`section:${id}`, {
				event: ({ data, type }) => {
					if (type === 'new_post') came(id, data);
					const matters = type === 'post_deleted' || type === 'post_restored';
					if (matters && (badge.count > 0 || list)) soon.call();
				},
				refetch: () => {}
			})
		);
		return () => subscriptions.forEach((subscription) => subscription.close());
	});
	let newsBefore: string | null = null;
	$effect(() => {
		if (sections.load !== 'ready') return;
		arrivals.keep(news.split(' '));
		if (newsBefore !== null && newsBefore !== news) soon.call();
		newsBefore = news;
	});
	$effect(() => () => soon.cancel());

	const waiting = $derived(list ? list.foreseeCount(badge.count) : badge.count);
	$effect(() => {
		const shown = waiting;
		untrack(() => counts.set(shownAs, shown));
		showOnApp(shown);
	});
	$effect(() => showInTitle(() => waiting));
	$effect(() => openFromPush((path) => void goto(path)));

	return setNotices({
		remote,
		badge,
		get list() {
			return list;
		},
		set list(store) {
			list = store;
		},
		listen: (listener) => {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		ready: () => ready
	});
}
