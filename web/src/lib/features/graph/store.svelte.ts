import type { ApiError } from '$lib/api';
import { applyGraphEvent, standingWithTie } from './apply';
import type { GraphEvent, PeoplePage, PersonShown, Relationship, Standing, Tie } from './wire';

export type Load = 'loading' | 'ready' | 'error';

/** One person and how one stands to them, with what is on its way laid over it. */
export class Somebody {
	load = $state<Load>('loading');
	error = $state.raw<ApiError | null>(null);

	#standing = $state.raw<Standing | null>(null);
	#intents = $state.raw<readonly { tie: Tie; on: boolean }[]>([]);

	readonly standing: Standing | null = $derived(
		this.#standing &&
			this.#intents.reduce<Standing>(
				(standing, { tie, on }) => standingWithTie(standing, tie, on),
				this.#standing
			)
	);

	read(standing: Standing): void {
		this.#standing = standing;
		this.load = 'ready';
		this.error = null;
	}

	fail(error: ApiError): void {
		this.error = error;
		if (!this.#standing) this.load = 'error';
	}

	intend(tie: Tie, on: boolean): () => void {
		const intent = { tie, on };
		this.#intents = [...this.#intents, intent];
		return () => {
			this.#intents = this.#intents.filter((other) => other !== intent);
		};
	}

	confirm(tie: Tie, on: boolean, relationship: Relationship): void {
		if (!this.#standing) return;
		this.#standing = { ...standingWithTie(this.#standing, tie, on), relationship };
	}

	apply(event: GraphEvent, me: string): void {
		if (this.#standing) this.#standing = applyGraphEvent(this.#standing, event, me);
	}
}

/** A list of people: who follows, who is followed, who is blocked or muted. */
export class People {
	load = $state<Load>('loading');
	error = $state.raw<ApiError | null>(null);
	hasMore = $state(false);
	cursor: string | null = null;

	#people = $state.raw<readonly PersonShown[]>([]);
	/** Let go while one looks at the list: the row stays, with the way back. */
	#loosed = $state.raw<readonly string[]>([]);

	readonly rows: { person: PersonShown; loosed: boolean }[] = $derived(
		this.#people.map((person) => ({ person, loosed: this.#loosed.includes(person.id) }))
	);

	read({ meta, users }: PeoplePage, more: boolean): void {
		const kept = more ? this.#people : [];
		const known = new Set(kept.map(({ id }) => id));
		this.#people = [...kept, ...users.filter(({ id }) => !known.has(id))];
		this.hasMore = meta.has_more;
		this.cursor = meta.cursor;
		this.load = 'ready';
		this.error = null;
	}

	fail(error: ApiError): void {
		this.error = error;
		if (this.#people.length === 0) this.load = 'error';
	}

	loose(id: string, on: boolean): void {
		this.#loosed = on ? [...this.#loosed, id] : this.#loosed.filter((other) => other !== id);
	}
}
