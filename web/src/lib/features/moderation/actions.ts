import { ApiError } from '$lib/api';
import type { ToastRequest } from '$lib/kernel';
import type { en } from './messages';
import { mostAtOnce, pageSize, type ModerationRemote } from './remote';
import type { DeletedContent } from './store.svelte';
import { subjectOf, type Filter, type Removed, type Subject } from './wire';

export interface ModerationPorts {
	remote: ModerationRemote;
	store: DeletedContent;
	words: () => typeof en;
	notify: (toast: ToastRequest) => void;
	explain: (error: unknown) => string;
}

/** What an admin does with what was deleted. */
export class Moderating {
	readonly #ports: ModerationPorts;
	#looking = false;
	#lookAgain = false;

	constructor(ports: ModerationPorts) {
		this.#ports = ports;
	}

	async open(filter: Filter): Promise<void> {
		this.#ports.store.open(filter);
		await this.read();
	}

	async read({ more = false } = {}): Promise<void> {
		const { remote, store } = this.#ports;
		const question = store.ask();
		try {
			store.read(question, await remote.list(store.filter, more ? store.cursor : null), more);
		} catch (error) {
			if (!(error instanceof ApiError)) throw error;
			store.fail(question, error);
			// The list itself shows that the next page did not come.
			if (more) throw error;
		}
	}

	/** Something was deleted, restored or erased somewhere. Many words in a row are one look. */
	async changed(): Promise<void> {
		if (this.#looking) {
			this.#lookAgain = true;
			return;
		}
		this.#looking = true;
		try {
			do {
				this.#lookAgain = false;
				await this.#look();
			} while (this.#lookAgain);
		} finally {
			this.#looking = false;
		}
	}

	async restore(removed: Removed): Promise<boolean> {
		const { notify, remote, store, words } = this.#ports;
		const subject = subjectOf(removed);
		const { done, undo } = store.leave(subject);
		try {
			await remote.restore(subject);
			done();
			notify({
				tone: 'success',
				text: subject.kind === 'post' ? words().post_restored : words().comment_restored,
				action: { label: words().undo, run: () => void this.#removeAgain(subject) }
			});
			return true;
		} catch (error) {
			undo();
			this.#undone(error);
			return false;
		}
	}

	/** Throws when it fails: the dialog that asked for it stays open and says so. */
	async erase(removed: Removed): Promise<void> {
		const { notify, remote, store, words } = this.#ports;
		const subject = subjectOf(removed);
		await remote.erase(subject);
		store.leave(subject).done();
		notify({ text: subject.kind === 'post' ? words().post_erased : words().comment_erased });
	}

	async #removeAgain(subject: Subject): Promise<void> {
		try {
			await this.#ports.remote.remove(subject);
			await this.changed();
		} catch (error) {
			this.#undone(error);
		}
	}

	async #look(): Promise<void> {
		const { remote, store } = this.#ports;
		const question = store.ask();
		const shown = Math.min(mostAtOnce, Math.max(pageSize, store.rows.length));
		try {
			store.readAgain(question, await remote.list(store.filter, null, shown));
		} catch (error) {
			if (!(error instanceof ApiError)) throw error;
			store.fail(question, error);
		}
	}

	#undone(error: unknown): void {
		const { explain, notify, words } = this.#ports;
		notify({ tone: 'danger', text: words().undone(explain(error)) });
	}
}
