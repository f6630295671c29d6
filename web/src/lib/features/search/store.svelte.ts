import type { ApiError } from '$lib/api';
import { addPage } from './apply';
import type { Hit, HitPage } from './wire';

/** Idle while nothing is asked; what was found before stays in sight while the next is looked for. */
export type Phase = 'idle' | 'looking' | 'found' | 'error';

export class SearchStore {
	phase = $state<Phase>('idle');
	/** Being asked again over what is shown. */
	busy = $state(false);
	error = $state.raw<ApiError | null>(null);
	hits = $state.raw<readonly Hit[]>([]);
	hasMore = $state(false);
	cursor: string | null = null;
	/** The question that what is shown answers. */
	answers = $state.raw<string | null>(null);

	begin(): void {
		this.busy = true;
		if (this.phase !== 'found') this.phase = 'looking';
	}

	found(question: string, { meta, results }: HitPage): void {
		this.hits = addPage([], results);
		this.answers = question;
		this.#turnTo(meta);
	}

	foundMore({ meta, results }: HitPage): void {
		this.hits = addPage(this.hits, results);
		this.#turnTo(meta);
	}

	fail(error: ApiError): void {
		this.busy = false;
		this.error = error;
		this.phase = 'error';
		this.answers = null;
	}

	clear(): void {
		this.hits = [];
		this.hasMore = this.busy = false;
		this.cursor = this.answers = this.error = null;
		this.phase = 'idle';
	}

	#turnTo({ cursor, has_more }: HitPage['meta']): void {
		this.cursor = cursor;
		this.hasMore = has_more;
		this.busy = false;
		this.error = null;
		this.phase = 'found';
	}
}
