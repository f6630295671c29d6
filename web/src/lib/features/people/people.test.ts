import { describe, expect, it, vi } from 'vitest';
import { ApiError } from '$lib/api';
import { Looking } from './actions';
import { anybody, isAsked, isFiltered, pathOfQuery, readQuery, type Query } from './query';
import { PeopleFound } from './store.svelte';
import type { FoundPage, PersonFound } from './wire';

const person = (id: string): PersonFound => ({
	id,
	username: id,
	display_name: null,
	pronouns: null,
	location: null,
	interests: null,
	mutual_count: 0,
	reason: null
});
const page = (people: PersonFound[], cursor: string | null = null): FoundPage => ({
	people,
	facets: { interest: [{ id: 'bees', label: 'Bees', count: 6 }], place: [], pronouns: [] },
	meta: { cursor, has_more: cursor !== null }
});

function house(find: (query: Query, cursor: string | null) => Promise<FoundPage>) {
	const hidden = new Set<string>();
	const store = new PeopleFound(({ id }) => hidden.has(id));
	const meet = vi.fn();
	const looking = new Looking({ remote: { find }, store, meet, heard: () => 7 });
	return { hidden, looking, meet, store };
}

describe('the address of a search for people', () => {
	it.each<Query>([
		anybody,
		{ ...anybody, q: 'ada & co' },
		{ q: 'ada', interest: 'bees', label: 'Bees', place: '2643743', pronouns: 'she/her' }
	])('says the same when it is read again: %o', (query) => {
		const url = new URL(pathOfQuery(query), 'http://house');
		expect(readQuery(url.searchParams)).toEqual(query);
	});

	it('leaves out a place that is none, and cuts what is too long', () => {
		const params = new URLSearchParams({ place: '1 OR 1', q: 'a'.repeat(300) });
		expect(readQuery(params)).toEqual({ ...anybody, q: 'a'.repeat(100) });
	});

	it('asks for nobody in particular without words and filters', () => {
		expect(isAsked({ ...anybody, q: '  ' })).toBe(false);
		expect(isAsked({ ...anybody, pronouns: 'they/them' })).toBe(true);
		expect(isFiltered({ ...anybody, q: 'ada' })).toBe(false);
	});
});

describe('looking for people', () => {
	it('leaves an answer aside that comes after the next question', async () => {
		const answers: ((page: FoundPage) => void)[] = [];
		const { looking, store } = house(() => new Promise((resolve) => answers.push(resolve)));
		const first = looking.ask({ ...anybody, q: 'a' });
		const second = looking.ask({ ...anybody, q: 'ab' });
		answers[1]?.(page([person('abel')]));
		await second;
		answers[0]?.(page([person('ada')]));
		await first;
		expect(store.rows.map(({ id }) => id)).toEqual(['abel']);
	});

	it('adds the next page, everybody once, and keeps the facets of the first', async () => {
		const { looking, meet, store } = house(async (_, cursor) =>
			cursor
				? { ...page([person('ben'), person('carla')]), facets: null }
				: page([person('ada'), person('ben')], 'next')
		);
		await looking.ask(anybody);
		expect(store.hasMore).toBe(true);
		await looking.more();
		expect(store.rows.map(({ id }) => id)).toEqual(['ada', 'ben', 'carla']);
		expect(store.facets.interest).toHaveLength(1);
		expect(store.hasMore).toBe(false);
		expect(meet).toHaveBeenCalledTimes(2);
		expect(meet).toHaveBeenCalledWith(expect.anything(), 7);
	});

	it('says what went wrong, and asks the same again', async () => {
		let fails = true;
		const find = vi.fn(async () => {
			if (fails) throw new ApiError({ status: 0, code: 'OFFLINE', message: 'No line.' });
			return page([person('ada')]);
		});
		const { looking, store } = house(find);
		await looking.ask({ ...anybody, q: 'ad' });
		expect(store.load).toBe('error');
		fails = false;
		await looking.retry();
		expect(store.rows).toHaveLength(1);
		expect(find).toHaveBeenLastCalledWith({ ...anybody, q: 'ad' }, null);
	});
});
