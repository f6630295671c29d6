import { ApiError } from '$lib/api';
import type { GraphRemote } from './remote';
import type { Presences } from './presences.svelte';
import type { People, Somebody } from './store.svelte';
import type { Ties } from './ties.svelte';
import type { PeoplePage, PersonShown, Relationship } from './wire';

export type Source<Person extends PersonShown> = (
	cursor: string | null
) => Promise<PeoplePage<Person>>;

const named = 4;

/** Reads a person, and who of one's friends is a friend of theirs. */
export async function readPerson(
	somebody: Somebody,
	reference: string,
	{ presences, ties }: { presences: Presences; ties: Ties },
	remote: GraphRemote
): Promise<void> {
	if (somebody.load === 'error') somebody.load = 'loading';
	const since = ties.heard;
	const mutuals = remote.mutuals(reference, named).catch(() => null);
	try {
		// Both are known before either is shown, so that what stands below them does not jump.
		const [standing, shared] = await Promise.all([remote.person(reference), mutuals]);
		if (!standing.relationship.self) somebody.mutuals = shared?.users ?? [];
		somebody.read(standing, since);
		presences.read(standing.user, since);
	} catch (error) {
		if (!(error instanceof ApiError)) throw error;
		somebody.fail(error);
	}
}

/** Takes note of how one stands to those in a list, where the list says so. */
export function meetAll(
	people: readonly (PersonShown & { relationship?: Relationship })[],
	ties: Ties,
	since: number
): void {
	for (const { id, relationship } of people) {
		if (relationship) ties.read(id, relationship, since);
	}
}

export async function readPeople<Person extends PersonShown>(
	people: People<Person>,
	source: Source<Person>,
	ties: Ties,
	{ more = false } = {}
): Promise<void> {
	if (people.load === 'error') people.load = 'loading';
	const since = ties.heard;
	try {
		const page = await source(more ? people.cursor : null);
		meetAll(page.users, ties, since);
		people.read(page, more);
	} catch (error) {
		if (!(error instanceof ApiError)) throw error;
		people.fail(error);
		if (more) throw error;
	}
}
