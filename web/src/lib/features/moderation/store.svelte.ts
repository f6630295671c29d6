import type { ApiError } from '$lib/api';
import { nothingRead, readAgain, readPage, showNewer, without, type ContentState } from './apply';
import { keyOf, type Filter, type Removed, type RemovedPage, type Subject } from './wire';

export type Load = 'loading' | 'ready' | 'error';

/** What is deleted in this house, as one admin looks at it. */
export class DeletedContent {
	load = $state<Load>('loading');
	error = $state.raw<ApiError | null>(null);
	hasMore = $state(false);
	filter = $state.raw<Filter>({ scope: 'post', words: '', author: '' });
	cursor: string | null = null;

	#state = $state.raw<ContentState>(nothingRead);
	/** Out of sight already while the server is being told. */
	#leaving = $state.raw<readonly string[]>([]);
	#question = 0;

	readonly rows: Removed[] = $derived(
		this.#state.items.filter((removed) => !this.#leaving.includes(keyOf(removed)))
	);
	readonly newerCount: number = $derived(this.#state.newer.length);

	get narrowed(): boolean {
		return this.filter.words.trim() !== '' || this.filter.author.trim() !== '';
	}

	open(filter: Filter): void {
		this.filter = filter;
		this.load = 'loading';
		this.error = null;
		this.#state = nothingRead;
	}

	/** A ticket for a question, so that the answer to an older one is left aside. */
	ask(): number {
		if (this.load === 'error') this.load = 'loading';
		return ++this.#question;
	}

	read(question: number, page: RemovedPage, more: boolean): void {
		if (question !== this.#question) return;
		this.#state = readPage(this.#state, page, more);
		this.#reached(page);
	}

	readAgain(question: number, page: RemovedPage): void {
		if (question !== this.#question) return;
		const wasShort = this.#state.items.length <= page.content.length;
		this.#state = readAgain(this.#state, page);
		if (wasShort) this.#reached(page);
	}

	fail(question: number, error: ApiError): void {
		if (question !== this.#question) return;
		this.error = error;
		if (this.#state.items.length === 0) this.load = 'error';
	}

	showNewer(): void {
		this.#state = showNewer(this.#state);
	}

	/** Takes it out of sight at once; the answer says whether it comes back. */
	leave({ id, kind }: Subject): { done: () => void; undo: () => void } {
		const key = `${kind}:${id}`;
		const back = () => {
			this.#leaving = this.#leaving.filter((other) => other !== key);
		};
		this.#leaving = [...this.#leaving, key];
		return {
			undo: back,
			done: () => {
				this.#state = without(this.#state, key);
				back();
			}
		};
	}

	#reached({ meta }: RemovedPage): void {
		this.cursor = meta.cursor;
		this.hasMore = meta.has_more;
		this.load = 'ready';
		this.error = null;
	}
}
