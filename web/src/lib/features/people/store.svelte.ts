import type { ApiError } from '$lib/api';
import type { Facets, FoundPage, PersonFound } from './wire';

export const noFacets: Facets = { interest: [], place: [], pronouns: [] };

/** Who was found; what was found before stays in sight while the next is looked for. */
export class PeopleFound {
	load = $state<'loading' | 'ready' | 'error'>('loading');
	/** Being asked again over what is shown. */
	busy = $state(false);
	error = $state.raw<ApiError | null>(null);
	facets = $state.raw<Facets>(noFacets);
	hasMore = $state(false);
	cursor: string | null = null;

	readonly #hides: (person: PersonFound) => boolean;
	#people = $state.raw<readonly PersonFound[]>([]);

	readonly rows: readonly PersonFound[] = $derived.by(() =>
		this.#people.filter((person) => !this.#hides(person))
	);

	constructor(hides: (person: PersonFound) => boolean) {
		this.#hides = hides;
	}

	begin(): void {
		this.busy = true;
		if (this.load === 'error') this.load = 'loading';
	}

	read({ facets, meta, people }: FoundPage, more: boolean): void {
		const kept = more ? this.#people : [];
		const known = new Set(kept.map(({ id }) => id));
		this.#people = [...kept, ...people.filter(({ id }) => !known.has(id))];
		if (facets) this.facets = facets;
		this.cursor = meta.cursor;
		this.hasMore = meta.has_more;
		this.busy = false;
		this.error = null;
		this.load = 'ready';
	}

	fail(error: ApiError): void {
		this.busy = false;
		this.error = error;
		this.load = 'error';
	}
}
