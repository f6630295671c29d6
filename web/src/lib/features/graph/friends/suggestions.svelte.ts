import { ApiError } from '$lib/api';
import type { Deferred } from '$lib/kernel';
import type { Load } from '../store.svelte';
import type { Ties } from '../ties.svelte';
import { stranger, type Suggestion } from '../wire';

/** Whom a member may want to know, and why. */
export class Suggestions {
	load = $state<Load>('loading');
	error = $state.raw<ApiError | null>(null);

	readonly #ties: Ties;
	#all = $state.raw<readonly Suggestion[]>([]);
	#passed = $state.raw<readonly string[]>([]);

	/** Whom one has just asked stays, with the way back. */
	readonly rows: readonly Suggestion[] = $derived.by(() =>
		this.#all.filter(
			({ user }) => !this.#passed.includes(user.id) && !this.#ties.of(user.id)?.blocking
		)
	);

	constructor(ties: Ties) {
		this.#ties = ties;
	}

	read(suggestions: readonly Suggestion[]): void {
		for (const { user } of suggestions) this.#ties.assume(user.id, stranger);
		this.#all = suggestions;
		this.load = 'ready';
		this.error = null;
	}

	fail(error: ApiError): void {
		this.error = error;
		if (this.#all.length === 0) this.load = 'error';
	}

	/** Out of sight; the answer brings them back. */
	pass(id: string): () => void {
		this.#passed = [...this.#passed, id];
		return () => {
			this.#passed = this.#passed.filter((other) => other !== id);
		};
	}
}

export async function readSuggestions(
	suggestions: Suggestions,
	source: () => Promise<Suggestion[]>
): Promise<void> {
	if (suggestions.load === 'error') suggestions.load = 'loading';
	try {
		suggestions.read(await source());
	} catch (error) {
		if (!(error instanceof ApiError)) throw error;
		suggestions.fail(error);
	}
}

/** Not interested: they are never suggested again, unless one changes one's mind at once. */
export function passOver(
	suggestions: Suggestions,
	id: string,
	text: string,
	ports: { defer: (act: Deferred) => void; call: (id: string) => Promise<void> }
): void {
	const undo = suggestions.pass(id);
	ports.defer({ text, undo, commit: () => ports.call(id) });
}
