import type { ApiError } from '$lib/api';
import { standingNow } from './apply';
import type { Ties } from './ties.svelte';
import type { Friend, GraphEvent, PeoplePage, PersonShown, Standing } from './wire';

export type Load = 'loading' | 'ready' | 'error';

/** One person, with how one stands to them now. */
export class Somebody {
	load = $state<Load>('loading');
	error = $state.raw<ApiError | null>(null);
	/** Some of the friends that both have, to be named. */
	mutuals = $state.raw<readonly Friend[]>([]);

	readonly #ties: Ties;
	#read = $state.raw<Standing | null>(null);

	readonly standing: Standing | null = $derived.by(() => {
		const read = this.#read;
		return read && standingNow(read, this.#ties.of(read.user.id) ?? read.relationship);
	});

	constructor(ties: Ties) {
		this.#ties = ties;
	}

	/** As the server answered somebody who had heard up to `since`. */
	read(standing: Standing, since: number): void {
		this.#ties.read(standing.user.id, standing.relationship, since);
		this.#read = standing;
		this.load = 'ready';
		this.error = null;
	}

	fail(error: ApiError): void {
		this.error = error;
		if (!this.#read) this.load = 'error';
	}

	/** On one's own page the number of friends is told. */
	hear({ data }: GraphEvent): void {
		if (!this.#read?.relationship.self || !('friend_count' in data)) return;
		const { friend_count } = data;
		this.#read = { ...this.#read, stats: { ...this.#read.stats, friend_count } };
	}
}

/** A list of people: who follows, who is followed, friends, who is blocked or muted. */
export class People<Person extends PersonShown = PersonShown> {
	load = $state<Load>('loading');
	error = $state.raw<ApiError | null>(null);
	hasMore = $state(false);
	cursor: string | null = null;

	readonly #keeps: (person: Person) => boolean;
	#people = $state.raw<readonly Person[]>([]);
	/** Let go while one looks at the list: the row stays, with the way back. */
	#loosed = $state.raw<readonly string[]>([]);

	readonly rows: { person: Person; loosed: boolean }[] = $derived.by(() =>
		this.#people
			.filter((person) => this.#keeps(person))
			.map((person) => ({ person, loosed: this.#loosed.includes(person.id) }))
	);

	/** Whom it shows is asked anew whenever anything changes. */
	constructor(keeps: (person: Person) => boolean = () => true) {
		this.#keeps = keeps;
	}

	read({ meta, users }: PeoplePage<Person>, more: boolean): void {
		this.#people = more ? joined(this.#people, users) : users;
		this.hasMore = meta.has_more;
		this.cursor = meta.cursor;
		this.load = 'ready';
		this.error = null;
	}

	/** The beginning read anew; what was read further down stays. */
	renew({ users }: PeoplePage<Person>): void {
		if (this.load === 'ready') this.#people = joined(users, this.#people);
	}

	fail(error: ApiError): void {
		this.error = error;
		if (this.#people.length === 0) this.load = 'error';
	}

	loose(id: string, on: boolean): void {
		this.#loosed = on ? [...this.#loosed, id] : this.#loosed.filter((other) => other !== id);
	}
}

/** One after the other, everybody once. */
function joined<Person extends PersonShown>(
	first: readonly Person[],
	second: readonly Person[]
): Person[] {
	const known = new Set(first.map(({ id }) => id));
	return [...first, ...second.filter(({ id }) => !known.has(id))];
}
