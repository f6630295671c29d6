import { ApiError } from '$lib/api';
import type { ToastRequest } from '$lib/kernel';
import { changeOf, wayBack, type Look } from './apply';
import type { words } from './place';
import type { ProfilesRemote } from './remote';
import type { ProfilesStore } from './store.svelte';
import type { OwnPerson, ProfileEvent, Settings, SettingsEvent } from './wire';

export interface ProfilePorts {
	remote: ProfilesRemote;
	store: ProfilesStore;
	myId: () => string | null;
	words: () => typeof words;
	notify: (toast: ToastRequest) => void;
	/** The sentence for a person about what went wrong. */
	explain: (error: unknown) => string;
	/** The name and the face under which this browser shows its member. */
	meChanged: (person: OwnPerson) => void;
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
		const { meChanged, ready, remote, store } = this.#ports;
		await ready();
		const since = store.profile.begin();
		try {
			store.profile.read(await remote.me(), since);
			if (store.profile.person) meChanged(store.profile.person);
		} catch (error) {
			if (!(error instanceof ApiError)) throw error;
			store.profile.fail(error);
		}
	}

	/** Shows the change at once and offers the way back; throws when it is refused. */
	async save(look: Look): Promise<true> {
		const { notify, store, words } = this.#ports;
		const before = store.profile.person;
		await this.keep(look);
		notify({
			tone: 'success',
			text: words().saved,
			...(before
				? { action: { label: words().undo, run: () => void this.#goBack(before, look) } }
				: {})
		});
		return true;
	}

	/** A choice that counts at once; when it cannot be kept, everything is as before. */
	async chooseLook(look: Look): Promise<boolean> {
		const { explain, notify, words } = this.#ports;
		try {
			await this.keep(look);
			return true;
		} catch (error) {
			notify({ tone: 'danger', text: words().not_kept(explain(error)) });
			return false;
		}
	}

	/** The change itself: shown at once, gone again when it is refused. */
	async keep(look: Look): Promise<void> {
		const { meChanged, remote, store } = this.#ports;
		const since = store.profile.begin();
		store.profile.intend(look);
		try {
			store.profile.read(await remote.change(changeOf(look)), since);
		} finally {
			store.profile.undo(look);
			if (store.profile.person) meChanged(store.profile.person);
		}
	}

	/** The member has been greeted; nobody greets them a second time. */
	async welcomed(): Promise<void> {
		const { remote, store } = this.#ports;
		const since = store.profile.begin();
		const person = await remote.change({ onboarded: true }).catch(() => null);
		if (person) store.profile.read(person, since);
	}

	async readSettings(): Promise<void> {
		const { ready, remote, store } = this.#ports;
		await ready();
		const since = store.settings.begin();
		try {
			store.settings.read(await remote.settings(), since);
			this.#show();
		} catch (error) {
			if (!(error instanceof ApiError)) throw error;
			store.settings.fail(error);
		}
	}

	/** A choice that counts at once; when it cannot be kept, everything is as before. */
	async choose(change: Partial<Settings>): Promise<void> {
		const { explain, notify, remote, store, words } = this.#ports;
		const since = store.settings.begin();
		store.settings.intend(change);
		this.#show();
		try {
			const settings = await remote.choose(change);
			store.settings.read(settings, since);
			store.settings.undo(change);
		} catch (error) {
			store.settings.undo(change);
			notify({ tone: 'danger', text: words().not_kept(explain(error)) });
		}
		this.#show();
	}

	hear(event: ProfileEvent | SettingsEvent): void {
		const { myId, store } = this.#ports;
		if (event.type === 'settings_updated') {
			store.settings.apply(event);
			this.#show();
		} else if (event.data.user.id === myId()) {
			// Told is what everybody may see; what I see is to be read.
			void this.readProfile();
		}
	}

	/** After the place in the stream was lost. */
	async reread(): Promise<void> {
		const { store } = this.#ports;
		store.settings.losePlace();
		await Promise.all([this.readSettings(), this.readProfile()]);
	}

	async #goBack(before: OwnPerson, look: Look): Promise<void> {
		const { explain, notify, words } = this.#ports;
		try {
			await this.keep(wayBack(before, look));
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
