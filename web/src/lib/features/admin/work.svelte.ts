import MailPlus from '@lucide/svelte/icons/mail-plus';
import ScrollText from '@lucide/svelte/icons/scroll-text';
import SlidersHorizontal from '@lucide/svelte/icons/sliders-horizontal';
import Users from '@lucide/svelte/icons/users';
import type { Component } from 'svelte';
import { goto } from '$app/navigation';
import { useApi } from '$lib/api';
import {
	explain,
	useCommandSource,
	useCounts,
	useHouse,
	useMessages,
	useSession,
	useSocket,
	useToasts
} from '$lib/kernel';
import { Unconfirmed, useIdentity } from '$lib/features/identity';
import { Keeping, Membering } from './actions';
import { en } from './messages';
import { AdminStore } from './store';
import type { Admin } from './seat.svelte';
import type { AdminEvent, SiteConfig } from './types';

/** Makes the admin's work, and listens for as long as the component stands that makes it. */
export function useAdminWork(): Admin {
	const house = useHouse();
	const session = useSession();
	const toasts = useToasts();
	const { confirming } = useIdentity();
	const t = useMessages({ admin: en });
	const store = new AdminStore();
	let begun: Promise<void> = Promise.resolve();

	const siteChanged = (config: SiteConfig) =>
		house.adopt({
			name: config.site_name,
			description: config.site_description,
			signup_mode: config.signup_mode
		});
	const ports = {
		api: useApi(),
		store,
		words: () => t.admin,
		notify: (toast: Parameters<typeof toasts.show>[0]) => void toasts.show(toast),
		sayUndone: (error: unknown) => {
			const text =
				error instanceof Unconfirmed
					? t.admin.unconfirmed
					: t.admin.undone(explain(error, t.common));
			toasts.show({ tone: error instanceof Unconfirmed ? 'neutral' : 'danger', text });
		},
		around: <T>(act: () => Promise<T>) => confirming.around(act),
		ready: () => begun,
		siteChanged,
		now: () => Date.now()
	};
	const admin = { store, membering: new Membering(ports), keeping: new Keeping(ports) };
	begun = listen(admin, siteChanged);
	const place = (path: string, label: string, icon: Component) => ({
		id: `admin:${path}`,
		label,
		keywords: [t.admin.admin],
		icon,
		run: () => void goto(`/admin/${path}`)
	});
	useCommandSource(() =>
		session.user?.is_admin
			? [
					place('members', t.admin.members, Users),
					place('invites', t.admin.invites, MailPlus),
					place('site', t.admin.site, SlidersHorizontal),
					place('log', t.admin.audit, ScrollText)
				]
			: []
	);
	return admin;
}

/** Answers once the place in the stream is known, so that what is read after it misses nothing. */
function listen(admin: Admin, siteChanged: (config: SiteConfig) => void): Promise<void> {
	const { store, membering, keeping } = admin;
	const session = useSession();
	const socket = useSocket();
	const counts = useCounts();
	const isAdmin = $derived(session.user?.is_admin ?? false);
	const begun = Promise.withResolvers<void>();

	$effect(() => {
		if (!isAdmin) return;
		const subscription = socket.subscribe('site:admins', {
			event: ({ type, offset, data }) => {
				const event = { type, offset, data } as AdminEvent;
				store.apply(event);
				if (event.type === 'config_changed') siteChanged(event.data.config);
				if (event.type === 'audit_recorded' && isAboutInvites(event.data.log.action)) {
					if (store.invites.load === 'ready') void keeping.readInvites();
				}
			},
			refetch: () => {
				store.losePlace();
				void membering.count();
				if (store.members.load === 'ready') void membering.reread();
				if (store.site.load === 'ready') void keeping.readConfig();
				if (store.audit.load === 'ready') void keeping.openAudit(store.audit.filter);
				if (store.invites.load === 'ready') void keeping.readInvites();
			}
		});
		begun.resolve(subscription.ready);
		void membering.count();
		return () => subscription.close();
	});

	$effect(() => {
		if (isAdmin && store.members.uncertain) void membering.count();
	});

	$effect(() => counts.set('admin', isAdmin ? (store.members.waiting ?? 0) : 0));
	return begun.promise;
}

function isAboutInvites(action: string): boolean {
	return action === 'create_invite' || action === 'revoke_invite';
}
