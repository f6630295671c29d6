import { ApiError } from '$lib/api';
import type { GraphRemote } from './remote';
import type { People, Somebody } from './store.svelte';
import type { Ties } from './ties.svelte';
import type { PeoplePage, PersonShown } from './wire';

export type Source<Person extends PersonShown> = (
	cursor: string | null
) => Promise<PeoplePage<Person>>;

const named = 4;

/** Reads a person, and who of one's friends is a friend of theirs. */
export async function readPerson(
	somebody: Somebody,
	reference: string,
	{ remote, ties }: { remote: GraphRemote; ties: Ties }
): Promise<void> {
	if (somebody.load === 'error') somebody.load = 'loading';
	const since = ties.heard;
	const mutuals = remote.mutuals(reference, named).catch(() => null);
	try {
		const standing = await remote.person(reference);
		somebody.read(standing, since);
		if (!standing.relationship.self) somebody.mutuals = (await mutuals)?.users ?? [];
	} catch (error) {
		if (!(error instanceof ApiError)) throw error;
		somebody.fail(error);
	}
}

export async function readPeople<Person extends PersonShown>(
	people: People<Person>,
	source: Source<Person>,
	{ more = false } = {}
): Promise<void> {
	if (people.load === 'error') people.load = 'loading';
	try {
		people.read(await source(more ? people.cursor : null), more);
	} catch (error) {
		if (!(error instanceof ApiError)) throw error;
		people.fail(error);
		if (more) throw error;
	}
}
