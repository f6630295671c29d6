import ShieldCheck from '@lucide/svelte/icons/shield-check';
import { createContext } from 'svelte';
import { goto } from '$app/navigation';
import { useApi } from '$lib/api';
import {
	explain,
	useCommandSource,
	useHouse,
	useMessages,
	useSession,
	useSocket,
	useToasts
} from '$lib/kernel';
import { Confirming, Entering, Securing } from './actions';
import { en } from './messages';
import { IdentityStore } from './store.svelte';
import type { Me, SessionEvent } from './types';

export interface Identity {
	store: IdentityStore;
	confirming: Confirming;
	securing: Securing;
}

const [useIdentity, setIdentity] = createContext<Identity>();

export { useIdentity };

/** For the pages before the door, whose layout leads on as soon as somebody is signed in. */
export function useEntering(): Entering {
	const session = useSession();
	const house = useHouse();
	return new Entering(useApi(), {
		entered: async () => {
			await session.refresh();
			if (house.site?.needs_first_admin) await house.refresh();
		},
		confirmed: async () => {
			if (session.status === 'signed_in') await session.refresh();
		},
		now: () => Date.now()
	});
}

/** Gives everything of this feature to the pages behind the door, and listens for as long as they stand. */
export function provideIdentity(): Identity {
	const api = useApi();
	const session = useSession();
	const toasts = useToasts();
	const t = useMessages({ identity: en });
	const store = new IdentityStore();
	const confirming = new Confirming(
		api,
		store.confirmation,
		() => session.user?.two_factor ?? false
	);
	let begun: Promise<void> = Promise.resolve();
	const securing = new Securing({
		api,
		store,
		confirming,
		ownSessionId: () => session.current?.id ?? null,
		words: () => t.identity,
		notify: (toast) => void toasts.show(toast),
		explain: (error) => explain(error, t.common),
		accountChanged: (change: Partial<Me>) => {
			if (session.user) session.update({ ...session.user, ...change });
		},
		leave: () => session.end('deleted'),
		ready: () => begun,
		checkSession: async () => void (await session.refresh())
	});
	begun = listen(store, securing);
	useCommandSource(() => [
		{
			id: 'settings:security',
			label: t.identity.security,
			keywords: [
				t.identity.password,
				t.identity.email,
				t.identity.second_factor,
				t.identity.sessions
			],
			icon: ShieldCheck,
			run: () => void goto('/settings/security')
		}
	]);
	return setIdentity({ store, confirming, securing });
}

/** Answers once the place in the stream is known, so that a list read after it can miss nothing. */
function listen(store: IdentityStore, securing: Securing): Promise<void> {
	const session = useSession();
	const socket = useSocket();
	const userId = $derived(session.user?.id ?? null);
	const begun = Promise.withResolvers<void>();

	$effect(() => {
		if (!userId) return;
		const subscription = socket.subscribe(`user:${userId}`, {
			event: (event) => {
				if (event.type === 'user_updated') session.update((event.data as { user: Me }).user);
				else if (event.type === 'session_started' || event.type === 'session_ended') {
					securing.hear(event as unknown as SessionEvent);
				}
			},
			refetch: () => {
				void session.refresh();
				if (store.sessions.load === 'ready') void securing.readSessions();
			}
		});
		begun.resolve(subscription.ready);
		return () => subscription.close();
	});
	return begun.promise;
}
