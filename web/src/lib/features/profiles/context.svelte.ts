import CircleUser from '@lucide/svelte/icons/circle-user';
import Palette from '@lucide/svelte/icons/palette';
import { createContext, untrack } from 'svelte';
import { goto } from '$app/navigation';
import { navigating, page } from '$app/state';
import { useApi } from '$lib/api';
import {
	explain,
	recall,
	remember,
	useAppearance,
	useCommandSource,
	useLanguage,
	useMessages,
	useSession,
	useSocket,
	useToasts
} from '$lib/kernel';
import { Profiling } from './actions';
import { words } from './place';
import { chosen } from './automatic';
import { profilesRemote, type ProfilesRemote } from './remote';
import { ProfilesStore } from './store.svelte';
import type { ProfileEvent, SettingsEvent } from './wire';

export interface Profiles {
	store: ProfilesStore;
	profiling: Profiling;
	remote: ProfilesRemote;
}

const [useProfiles, setProfiles] = createContext<Profiles>();

export { useProfiles };

/** Gives profiles to the pages behind the door, and makes the house look as its member wishes. */
export function provideProfiles(): Profiles {
	const session = useSession();
	const toasts = useToasts();
	const appearance = useAppearance();
	const language = useLanguage();
	const t = useMessages({ profiles: words });
	const remote = profilesRemote(useApi());
	const store = new ProfilesStore();
	let begun: Promise<void> = Promise.resolve();
	const profiling = new Profiling({
		remote,
		store,
		myId: () => session.user?.id ?? null,
		words: () => t.profiles,
		notify: (toast) => void toasts.show(toast),
		explain: (error) => explain(error, t.common),
		meChanged: ({ avatar, display_name, id }) => {
			if (session.user?.id !== id) return;
			session.avatar = avatar?.url_320 ?? null;
			if (session.user.display_name !== display_name) {
				session.update({ ...session.user, display_name });
			}
		},
		show: (settings) => {
			appearance.apply(settings);
			language.timezone = chosen(settings.timezone);
			void language.use(chosen(settings.locale) ?? language.pick(navigator.languages));
		},
		ready: () => begun
	});
	begun = listen(profiling);
	greet(store);
	useCommandSource(() => [
		{
			id: 'settings:profile',
			label: t.profiles.profile,
			keywords: [t.profiles.display_name, t.profiles.bio],
			icon: CircleUser,
			run: () => void goto('/settings/profile')
		},
		{
			id: 'settings:appearance',
			label: t.profiles.appearance,
			keywords: [t.profiles.theme, t.profiles.text_size, t.profiles.language],
			icon: Palette,
			run: () => void goto('/settings/appearance')
		}
	]);
	return setProfiles({ store, profiling, remote });
}

/** Answers once the place in the stream is known, so that what is read after it misses nothing. */
function listen(profiling: Profiling): Promise<void> {
	const session = useSession();
	const socket = useSocket();
	const userId = $derived(session.user?.id ?? null);
	const begun = Promise.withResolvers<void>();

	$effect(() => {
		if (!userId) return;
		const subscription = socket.subscribe(`user:${userId}`, {
			event: (event) => {
				if (event.type === 'profile_updated' || event.type === 'settings_updated') {
					profiling.hear(event as unknown as ProfileEvent | SettingsEvent);
				}
			},
			refetch: () => void profiling.reread()
		});
		begun.resolve(subscription.ready);
		void profiling.readSettings();
		void profiling.readProfile();
		return () => subscription.close();
	});
	return begun.promise;
}

/** Who comes to the first page for the first time is asked who they are, and never again. */
function greet(store: ProfilesStore): void {
	const greeted = 'greeted';
	$effect(() => {
		const person = store.profile.person;
		if (!person || person.onboarding.done || page.url.pathname !== '/') return;
		// They are on their way elsewhere already.
		if (navigating.to) return;
		if (recall(greeted) === person.id) return;
		remember(greeted, person.id);
		untrack(() => void goto('/getting-started', { replaceState: true }));
	});
}
