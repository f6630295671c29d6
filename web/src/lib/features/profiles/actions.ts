import { ApiError, type Api } from '$lib/api';
import type { ToastRequest } from '$lib/kernel';
import type { en } from './messages';
import type { ProfilesStore } from './store.svelte';
import type { Person, ProfileChange, ProfileEvent, Settings, SettingsEvent } from './types';

export interface ProfilePorts {
	api: Api;
	store: ProfilesStore;
	userId: () => string;
	words: () => typeof en;
	notify: (toast: ToastRequest) => void;
	/** The sentence for a person about what went wrong. */
	explain: (error: unknown) => string;
	/** The name under which this browser shows its member. */
	nameChanged: (person: Person) => void;
	/** Makes the page look as the settings say. */
	show: (settings: Settings) => void;
	/** Settles once nothing that happens from now on can be missed. */
	ready: () => Promise<void>;
}

/** How a member shows themselves, and how the house shows itself to them. */
export class Profiling {
	readonly #ports: ProfilePorts;

	constructor(ports: ProfilePorts) {
		this.#ports = ports;
	}

	async readProfile(): Promise<void> {
		const { api, ready, store, userId } = this.#ports;
		await ready();
		const since = store.profile.begin();
		try {
			const { user } = await api.get('/api/v1/users/{reference}', {
				params: { path: { reference: userId() } }
			});
			store.profile.read(user, since);
		} catch (error) {
			if (!(error instanceof ApiError)) throw error;
			store.profile.fail(error);
		}
	}

	/** Shows the change at once and offers the way back; throws when it is refused. */
	async saveProfile(change: ProfileChange): Promise<true> {
		const { notify, store, words } = this.#ports;
		const before = store.profile.person;
		await this.#keepProfile(change);
		notify({
			tone: 'success',
			text: words().saved,
			...(before ? { action: { label: words().undo, run: () => void this.#goBack(before) } } : {})
		});
		return true;
	}

	async readSettings(): Promise<void> {
		const { api, ready, store } = this.#ports;
		await ready();
		const since = store.settings.begin();
		try {
			const { settings } = await api.get('/api/v1/users/me/settings');
			store.settings.read(settings, since);
			this.#show();
		} catch (error) {
			if (!(error instanceof ApiError)) throw error;
			store.settings.fail(error);
		}
	}

	/** A choice that counts at once; when it cannot be kept, everything is as before. */
	async choose(change: Partial<Settings>): Promise<void> {
		const { api, explain, notify, store, words } = this.#ports;
		const since = store.settings.begin();
		store.settings.intend(change);
		this.#show();
		try {
			const { settings } = await api.patch('/api/v1/users/me/settings', { body: change });
			store.settings.read(settings, since);
			store.settings.undo(change);
		} catch (error) {
			store.settings.undo(change);
			notify({ tone: 'danger', text: words().not_kept(explain(error)) });
		}
		this.#show();
	}

	hear(event: ProfileEvent | SettingsEvent): void {
		const { store, nameChanged } = this.#ports;
		if (event.type === 'profile_updated') {
			store.profile.apply(event);
			nameChanged(event.data.user);
		} else {
			store.settings.apply(event);
			this.#show();
		}
	}

	/** After the place in the stream was lost. */
	async reread(): Promise<void> {
		const { store } = this.#ports;
		store.profile.losePlace();
		store.settings.losePlace();
		await Promise.all([
			this.readSettings(),
			store.profile.load === 'ready' ? this.readProfile() : null
		]);
	}

	async #keepProfile(change: ProfileChange): Promise<void> {
		const { api, nameChanged, store } = this.#ports;
		const since = store.profile.begin();
		store.profile.intend(change);
		try {
			const { user } = await api.patch('/api/v1/users/me', { body: { ...change } });
			store.profile.read(user, since);
			nameChanged(user);
		} finally {
			store.profile.undo(change);
		}
	}

	async #goBack(before: Person): Promise<void> {
		const { explain, notify, words } = this.#ports;
		try {
			await this.#keepProfile({ display_name: before.display_name, bio: before.bio });
			notify({ text: words().saved_undone });
		} catch (error) {
			notify({ tone: 'danger', text: explain(error) });
		}
	}

	#show(): void {
		const { settings } = this.#ports.store.settings;
		if (settings) this.#ports.show(settings);
	}
}
