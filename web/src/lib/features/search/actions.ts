import { ApiError } from '$lib/api';
import type { Question, SearchRemote } from './remote';
import type { SearchStore } from './store.svelte';
import type { HitPage } from './wire';

const pause = 150;

/**
 * Looks for what is being typed. A question is asked once the hands rest a moment; the one before
 * it is cancelled, and should its answer come all the same, it is not listened to.
 */
export class Searching {
	readonly #remote: SearchRemote;
	readonly #store: SearchStore;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#asking: AbortController | null = null;
	#question: Question | null = null;

	constructor(remote: SearchRemote, store: SearchStore) {
		this.#remote = remote;
		this.#store = store;
	}

	/** `typing` waits for the hands to rest; a filter that was pressed counts at once. */
	ask(question: Question, { typing = false } = {}): void {
		clearTimeout(this.#timer);
		this.#question = question;
		if (question.q.trim() === '') {
			this.#cancel();
			this.#store.clear();
			return;
		}
		if (this.#store.answers === keyOfQuestion(question)) {
			this.#cancel();
			this.#store.busy = false;
			return;
		}
		this.#store.begin();
		if (typing) this.#timer = setTimeout(() => void this.#look(question), pause);
		else void this.#look(question);
	}

	async retry(): Promise<void> {
		if (!this.#question) return;
		this.#store.begin();
		await this.#look(this.#question);
	}

	async more(): Promise<void> {
		const question = this.#question;
		const { answers, cursor } = this.#store;
		if (!question || cursor === null) return;
		const page = await this.#remote.search(question, cursor, new AbortController().signal);
		if (this.#store.answers === answers) this.#store.foundMore(page);
	}

	stop(): void {
		clearTimeout(this.#timer);
		this.#cancel();
		this.#store.busy = false;
	}

	async #look(question: Question): Promise<void> {
		this.#cancel();
		const asking = (this.#asking = new AbortController());
		const current = () => this.#asking === asking;
		let page: HitPage;
		try {
			page = await this.#remote.search(question, null, asking.signal);
		} catch (error) {
			if (!current()) return;
			if (!(error instanceof ApiError)) throw error;
			this.#store.fail(error);
			return;
		}
		if (current()) this.#store.found(keyOfQuestion(question), page);
	}

	#cancel(): void {
		this.#asking?.abort();
		this.#asking = null;
	}
}

export function keyOfQuestion(question: Question): string {
	const { author, kinds, q, sectionIds } = question;
	return JSON.stringify([q.trim(), [...sectionIds].sort(), [...kinds].sort(), author]);
}
