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

/** Says what was done and offers the way back for as long as the words are there. */
export function offerUndo(
	toasts: Toasts,
	offer: { text: string; label: string; undo: () => void }
): void {
	toasts.show({ text: offer.text, action: { label: offer.label, run: offer.undo } });
}
