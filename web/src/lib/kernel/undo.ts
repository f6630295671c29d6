import { createContext } from 'svelte';
import type { Toasts } from './toasts.svelte';

export interface Optimistic {
	/** Shows the change at once and answers how to take it back. */
	change: () => () => void;
	/** Makes it so on the server. */
	call: () => Promise<unknown>;
	/** The sentence for a person if it fails. */
	explain: (error: unknown) => string;
	toasts: Toasts;
	/** Offered beside the explanation when given. */
	retryLabel?: string;
}

/**
 * Intent, change, call, then keep it or take it back with an explanation. Answers whether it
 * was kept, and never throws: whoever calls has already shown what the member wanted to see.
 */
export async function optimistically(act: Optimistic): Promise<boolean> {
	const takeBack = act.change();
	try {
		await act.call();
		return true;
	} catch (error) {
		takeBack();
		const retry = act.retryLabel
			? { label: act.retryLabel, run: () => void optimistically(act) }
			: undefined;
		act.toasts.show({ tone: 'danger', text: act.explain(error), action: retry });
		return false;
	}
}

export interface Deferred {
	/** What was done, as far as the member can see. */
	text: string;
	/** Takes the visible change back. */
	undo: () => void;
	/** Makes it so on the server, once nobody can change their mind any more. */
	commit: () => Promise<unknown>;
	ms?: number;
}

const mindChangedWithin = 6_000;

/**
 * Acts that can be taken back for a few seconds because they have not happened yet. Leaving
 * the page is no change of mind: what is still open is then committed at once.
 */
export class Undo {
	#toasts: Toasts;
	#words: () => { undo: string; explain: (error: unknown) => string };
	#open = new Set<() => void>();

	constructor(toasts: Toasts, words: () => { undo: string; explain: (error: unknown) => string }) {
		this.#toasts = toasts;
		this.#words = words;
	}

	defer(act: Deferred): void {
		const ms = act.ms ?? mindChangedWithin;
		const commit = () => {
			if (!close()) return;
			void act.commit().catch((error: unknown) => {
				act.undo();
				this.#toasts.show({ tone: 'danger', text: this.#words().explain(error) });
			});
		};
		const timer = setTimeout(commit, ms);
		const toast = this.#toasts.show({
			text: act.text,
			ms,
			action: { label: this.#words().undo, run: () => close() && act.undo() }
		});
		const close = () => {
			clearTimeout(timer);
			this.#toasts.dismiss(toast);
			return this.#open.delete(commit);
		};
		this.#open.add(commit);
	}

	/** Commit all that is still open. */
	flush(): void {
		for (const commit of [...this.#open]) commit();
	}
}

export const [useUndo, provideUndo] = createContext<Undo>();
