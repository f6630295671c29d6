import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError } from '$lib/api';
import { Searching } from './actions';
import { addPage, keyOf, pathOfHit } from './apply';
import { isFiltered, nothingAsked, pathOfQuery, readQuery, sectionOfPath } from './query';
import { Recent } from './recent.svelte';
import type { Question, SearchRemote } from './remote';
import { SearchStore } from './store.svelte';
import type { Hit, HitPage } from './wire';

const around = { id: 'p', section_id: 's', excerpt: '', author: null };
const comment = (id: string): Hit => ({
	type: 'comment',
	data: {
		comment: { id, post_id: 'p', author: null, created_at: '', updated_at: null },
		post: around,
		snippet: [{ text: id, match: true }]
	}
});
const page = (...hits: Hit[]): HitPage => ({
	results: hits,
	meta: { cursor: 'next', has_more: true }
});
const asked = (q: string): Question => ({ q, kinds: [], author: null, sectionIds: [] });

/** A server whose answers come when the test lets them. */
function slowHouse() {
	const open: {
		q: string;
		signal: AbortSignal;
		answer: (page: HitPage) => void;
		refuse: (error: Error) => void;
	}[] = [];
	const search = vi.fn<SearchRemote['search']>(
		({ q }, _cursor, signal) =>
			new Promise((answer, refuse) => open.push({ q, signal, answer, refuse }))
	);
	const store = new SearchStore();
	return { open, search, store, searching: new Searching({ search, people: vi.fn() }, store) };
}

const settled = () => vi.advanceTimersByTimeAsync(0);

describe('searching while one types', () => {
	beforeEach(() => void vi.useFakeTimers());
	afterEach(() => void vi.useRealTimers());

	it('waits until the hands rest', () => {
		const { search, searching } = slowHouse();
		for (const q of ['b', 'br', 'bread']) {
			searching.ask(asked(q), { typing: true });
			vi.advanceTimersByTime(100);
		}
		expect(search).not.toHaveBeenCalled();
		vi.advanceTimersByTime(50);
		expect(search.mock.calls.map(([{ q }]) => q)).toEqual(['bread']);
	});

	it('asks at once where a filter was pressed', () => {
		const { search, searching } = slowHouse();
		searching.ask(asked('bread'));
		expect(search).toHaveBeenCalledOnce();
	});

	it('cancels the question before, and does not listen to its answer', async () => {
		const { open, searching, store } = slowHouse();
		searching.ask(asked('bread'));
		searching.ask(asked('butter'));
		expect(open[0]?.signal.aborted).toBe(true);
		open[1]?.answer(page(comment('butter')));
		await settled();
		open[0]?.answer(page(comment('bread')));
		await settled();
		expect(store.hits.map(keyOf)).toEqual(['comment:butter']);
		expect(store.busy).toBe(false);
	});

	it('keeps what was found in sight while it looks again', async () => {
		const { open, searching, store } = slowHouse();
		searching.ask(asked('bread'));
		open[0]?.answer(page(comment('bread')));
		await settled();
		searching.ask(asked('breads'), { typing: true });
		expect(store.phase).toBe('found');
		expect(store.busy).toBe(true);
		expect(store.hits).toHaveLength(1);
	});

	it('forgets everything when the box is emptied, even what is still on its way', async () => {
		const { open, searching, store } = slowHouse();
		searching.ask(asked('bread'));
		searching.ask(asked(' '));
		open[0]?.answer(page(comment('bread')));
		await settled();
		expect(store.phase).toBe('idle');
		expect(store.hits).toEqual([]);
	});

	it('tells what went wrong, and asks the same again', async () => {
		const { open, searching, store } = slowHouse();
		searching.ask(asked('bread'));
		open[0]?.refuse(ApiError.offline());
		await settled();
		expect(store.phase).toBe('error');
		expect(store.error?.code).toBe('OFFLINE');
		void searching.retry();
		expect(open[1]?.q).toBe('bread');
		open[1]?.answer(page(comment('bread')));
		await settled();
		expect(store.phase).toBe('found');
	});

	it('asks nothing again when one comes back to what was found', async () => {
		const { open, search, searching, store } = slowHouse();
		searching.ask(asked('bread'));
		open[0]?.answer(page(comment('bread')));
		await settled();
		searching.stop();
		searching.ask(asked('bread'));
		expect(search).toHaveBeenCalledOnce();
		expect(store.busy).toBe(false);
	});

	it('adds no page to the results of another question', async () => {
		const { open, searching, store } = slowHouse();
		searching.ask(asked('bread'));
		open[0]?.answer(page(comment('one')));
		await settled();
		const more = searching.more();
		searching.ask(asked('butter'));
		open[2]?.answer(page(comment('butter')));
		await settled();
		open[1]?.answer(page(comment('two')));
		await more;
		expect(store.hits.map(keyOf)).toEqual(['comment:butter']);
	});
});

describe('results', () => {
	it('are shown once, though the pages overlap', () => {
		const hits = addPage([comment('a'), comment('b')], [comment('b'), comment('c')]);
		expect(hits.map(keyOf)).toEqual(['comment:a', 'comment:b', 'comment:c']);
	});

	it('lead to the comment in its thread, or to the post that holds the link', () => {
		expect(pathOfHit(comment('c'))).toBe('/posts/p#comment-c');
		const link = {
			type: 'link_metadata',
			data: {
				link: { id: 'l', url: 'https://example.org', metadata: null },
				post: around,
				comment_id: null,
				title: [],
				snippet: []
			}
		} satisfies Hit;
		expect(pathOfHit(link)).toBe('/posts/p');
		expect(pathOfHit({ ...link, data: { ...link.data, comment_id: 'c' } })).toBe(
			'/posts/p#comment-c'
		);
	});
});

describe('the address of a search', () => {
	it('says all of it and is read back the same', () => {
		const query = {
			q: 'rye & "sour dough"',
			sections: ['book', 'recipe'],
			kinds: ['post', 'link_metadata'] as const,
			author: 'ada'
		};
		const path = pathOfQuery(query);
		expect(path).toContain('section=book,recipe&type=posts,links&author=@ada');
		expect(readQuery(new URL(path, 'https://house').searchParams)).toEqual(query);
	});

	it('is bare where nothing is asked, and ignores what it does not know', () => {
		expect(pathOfQuery(nothingAsked)).toBe('/search');
		expect(readQuery(new URLSearchParams('type=people,posts')).kinds).toEqual(['post']);
		expect(isFiltered(nothingAsked)).toBe(false);
	});

	it('knows the section one comes from', () => {
		expect(sectionOfPath('/sections/music')).toBe('music');
		expect(sectionOfPath('/sections')).toBeNull();
		expect(sectionOfPath('/posts/1')).toBeNull();
	});
});

describe('what was searched lately', () => {
	beforeEach(() => localStorage.clear());

	it('is kept on the device, the latest first and each once', () => {
		const recent = new Recent('ada');
		for (const search of ['bread', 'butter', 'Bread ']) recent.add(search);
		expect(recent.searches).toEqual(['Bread', 'butter']);
		expect(new Recent('ada').searches).toEqual(['Bread', 'butter']);
	});

	it('is not shown to whoever else uses the device', () => {
		new Recent('ada').add('a present for Ben');
		expect(new Recent('ben').searches).toEqual([]);
	});

	it('can be forgotten, one by one and all together', () => {
		const recent = new Recent('ada');
		recent.add('bread');
		recent.add('butter');
		recent.remove('bread');
		expect(new Recent('ada').searches).toEqual(['butter']);
		recent.clear();
		expect(new Recent('ada').searches).toEqual([]);
	});
});
