import { ApiError } from '$lib/api';
import type { Deferred, ToastRequest } from '$lib/kernel';
import type { Badge } from './badge.svelte';
import type { en } from './messages';
import type { NotificationsRemote } from './remote';
import type { Intent, NotificationsStore } from './store.svelte';
import type { Notification } from './wire';

export interface NoticingPorts {
	remote: NotificationsRemote;
	store: NotificationsStore;
	badge: Badge;
	words: () => typeof en;
	notify: (toast: ToastRequest) => void;
	/** Acts that can be thought better of for a moment. */
	defer: (act: Deferred) => void;
	explain: (error: unknown) => string;
}

/** What one does with what one was told. */
export class Noticing {
	readonly #ports: NoticingPorts;

	constructor(ports: NoticingPorts) {
		this.#ports = ports;
	}

	async read(): Promise<void> {
		const { store } = this.#ports;
		if (store.load === 'error') store.load = 'loading';
		try {
			store.readAfresh(...(await this.#ask(null)));
		} catch (error) {
			if (!(error instanceof ApiError)) throw error;
			store.fail(error);
		}
	}

	async more(): Promise<void> {
		const { store } = this.#ports;
		store.readMore(...(await this.#ask(store.cursor)));
	}

	/** Looks whether something is new; a failure is no news. */
	async glance(): Promise<void> {
		const { store } = this.#ports;
		if (store.load !== 'ready') return this.read();
		const head = await this.#ask(null).catch(() => null);
		if (head) store.glance(...head);
	}

	async mark(notification: Notification, read: boolean): Promise<void> {
		const { remote, store } = this.#ports;
		const { id } = notification;
		if ((store.shown(id)?.read_at !== null) === read) return;
		const intent: Intent = { kind: 'read', id, on: read };
		const undo = store.intend(intent);
		try {
			await remote.mark(id, read);
			this.#settle(intent);
		} catch (error) {
			this.#undone(error);
		} finally {
			undo();
		}
	}

	/** All that is known now: what comes while one may still think better of it stays unread. */
	markAll(): void {
		const { defer, remote, store, words } = this.#ports;
		const ids = store.knownIds;
		const intent: Intent = { kind: 'read_all', ids };
		const undo = store.intend(intent);
		defer({
			text: words().all_marked,
			undo,
			commit: async () => {
				const meanwhile = [...store.knownIds].filter((id) => !ids.has(id));
				await remote.markAll();
				await Promise.all(meanwhile.map((id) => remote.mark(id, false)));
				this.#settle(intent);
				undo();
			}
		});
	}

	dismiss(notification: Notification): void {
		const { defer, remote, store, words } = this.#ports;
		const intent: Intent = { kind: 'dismiss', id: notification.id };
		const undo = store.intend(intent);
		defer({
			text: words().dismissed,
			undo,
			commit: async () => {
				try {
					await remote.dismiss(notification.id);
				} catch (error) {
					// What is gone already is as gone as it was meant to be.
					if (!(error instanceof ApiError && error.status === 404)) throw error;
				}
				this.#settle(intent);
				undo();
			}
		});
	}

	async #ask(cursor: string | null) {
		const { badge, remote, store } = this.#ports;
		const [since, counted] = [store.heard, badge.heard];
		const page = await remote.list(cursor);
		badge.read(page.meta.unread_count, counted);
		return [page, since] as const;
	}

	/** The count goes along in the same breath, so that it does not waver. */
	#settle(intent: Intent): void {
		const { badge, store } = this.#ports;
		const count = store.foreseeCount(badge.count);
		store.settle(intent);
		badge.read(count, badge.heard);
	}

	#undone(error: unknown): void {
		const { explain, notify, words } = this.#ports;
		notify({ tone: 'danger', text: words().undone(explain(error)) });
	}
}
