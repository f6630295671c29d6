import { ApiError } from '$lib/api';
import type { ToastRequest } from '$lib/kernel';
import type { en } from '../messages';
import type { NotificationsRemote } from '../remote';
import type { PreferencesChange } from '../wire';
import type { PreferencesStore } from './store.svelte';

export interface PreferringPorts {
	remote: NotificationsRemote;
	store: PreferencesStore;
	words: () => typeof en;
	notify: (toast: ToastRequest) => void;
	explain: (error: unknown) => string;
}

/** Choices that count at once; what cannot be kept is as before, with the reason. */
export class Preferring {
	readonly #ports: PreferringPorts;

	constructor(ports: PreferringPorts) {
		this.#ports = ports;
	}

	async read(): Promise<void> {
		const { remote, store } = this.#ports;
		if (store.load === 'error') store.load = 'loading';
		const since = store.heard;
		try {
			const [preferences] = await Promise.all([remote.preferences(), this.readSections()]);
			store.read(preferences, since);
		} catch (error) {
			if (!(error instanceof ApiError)) throw error;
			store.fail(error);
		}
	}

	async readSections(): Promise<void> {
		const { remote, store } = this.#ports;
		const since = store.heard;
		store.readSections(await remote.subscriptions(), since);
	}

	async choose(change: PreferencesChange): Promise<void> {
		const { remote, store } = this.#ports;
		const undo = store.intend(change);
		const since = store.heard;
		try {
			store.read(await remote.prefer(change), since);
		} catch (error) {
			this.#undone(error);
		} finally {
			undo();
		}
	}

	async subscribe(sectionId: string, on: boolean): Promise<boolean> {
		const { remote, store } = this.#ports;
		const undo = store.intendSection({ section_id: sectionId, subscribed: on });
		const since = store.heard;
		try {
			store.readSections([await remote.subscribe(sectionId, on)], since);
			return true;
		} catch (error) {
			this.#undone(error);
			return false;
		} finally {
			undo();
		}
	}

	/** Told where the menu of the section was pressed, with the way back. */
	async subscribeAndSay(section: { id: string; name: string }, on: boolean): Promise<void> {
		if (!(await this.subscribe(section.id, on))) return;
		const { notify, words } = this.#ports;
		notify({
			text: on ? words().told_now(section.name) : words().not_told_now(section.name),
			action: { label: words().undo, run: () => void this.subscribe(section.id, !on) }
		});
	}

	#undone(error: unknown): void {
		const { explain, notify, words } = this.#ports;
		notify({ tone: 'danger', text: words().undone(explain(error)) });
	}
}
