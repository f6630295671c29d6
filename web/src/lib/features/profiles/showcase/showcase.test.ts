import { describe, expect, it, vi } from 'vitest';
import { ApiError } from '$lib/api';
import type { ShowcaseWish } from '../remote';
import type { Card, Collection } from '../wire';
import { Showing } from './actions';
import { moved } from '../ordering/moved';
import { ShowcaseStore } from './store.svelte';

const card = (name: string) =>
	({
		entity_id: name,
		title: `About ${name}`,
		thumbnail: null,
		url: `/posts/${name}`
	}) satisfies Card;

/** A house that keeps Ana's favourites, unless it is told to refuse. */
async function favourites(...names: string[]) {
	const state = {
		refuses: false,
		kept: names.map((name) => ({ entity_id: name, note: null })) as ShowcaseWish[]
	};
	const answer = (): Collection[] => [
		{
			key: 'favorite_posts',
			title: 'Favourite posts',
			items: state.kept.map(({ entity_id, note }) => ({
				...card(entity_id),
				id: `id-${entity_id}`,
				note
			}))
		}
	];
	const remote = {
		showcase: async () => answer(),
		keepShowcase: vi.fn(async (_key: string, items: ShowcaseWish[]) => {
			if (state.refuses) throw ApiError.offline();
			state.kept = items;
			return answer();
		})
	};
	const store = new ShowcaseStore();
	const refused = vi.fn();
	const showing = new Showing({ remote, store, refused });
	await showing.read('me');
	const shown = () => store.find('favorite_posts')?.items.map(({ entity_id }) => entity_id);
	return { refused, remote, showing, shown, state, store };
}

describe('order', () => {
	it.each([
		[0, 2, ['b', 'c', 'a']],
		[2, 0, ['c', 'a', 'b']],
		[1, 1, ['a', 'b', 'c']],
		[0, 9, ['b', 'c', 'a']],
		[2, -4, ['c', 'a', 'b']],
		[7, 0, ['a', 'b', 'c']]
	])('from %i to %i', (from, to, expected) => {
		expect(moved(['a', 'b', 'c'], from, to)).toEqual(expected);
	});
});

describe('a showcase', () => {
	it('shows a new card at once, and the house keeps it', async () => {
		const { showing, shown, state } = await favourites('bread');
		const adding = showing.add('favorite_posts', card('rivers'));
		expect(shown()).toEqual(['bread', 'rivers']);
		await adding;
		expect(shown()).toEqual(['bread', 'rivers']);
		expect(state.kept).toEqual([
			{ entity_id: 'bread', note: null },
			{ entity_id: 'rivers', note: null }
		]);
	});

	it('takes no fourth card, and none twice', async () => {
		const { remote, showing } = await favourites('a', 'b', 'c');
		expect(await showing.add('favorite_posts', card('d'))).toBe(false);
		await showing.remove('favorite_posts', 'c');
		expect(await showing.add('favorite_posts', card('a'))).toBe(false);
		expect(remote.keepShowcase).toHaveBeenCalledTimes(1);
	});

	it('is as before when the order cannot be kept, and says so', async () => {
		const { refused, showing, shown, state } = await favourites('a', 'b', 'c');
		state.refuses = true;
		const moving = showing.move('favorite_posts', 0, 2);
		expect(shown()).toEqual(['b', 'c', 'a']);
		expect(await moving).toBe(false);
		expect(shown()).toEqual(['a', 'b', 'c']);
		expect(refused).toHaveBeenCalledOnce();
	});

	it('asks for nothing when nothing changes', async () => {
		const { remote, showing } = await favourites('a', 'b');
		await showing.move('favorite_posts', 1, 5);
		await showing.note('favorite_posts', 'a', '   ');
		expect(remote.keepShowcase).not.toHaveBeenCalled();
	});

	it('sends quick changes one after the other, and ends with the last', async () => {
		const { showing, shown, state } = await favourites('a', 'b', 'c');
		await Promise.all([
			showing.move('favorite_posts', 0, 2),
			showing.note('favorite_posts', 'b', ' with butter '),
			showing.remove('favorite_posts', 'c')
		]);
		expect(shown()).toEqual(['b', 'a']);
		expect(state.kept).toEqual([
			{ entity_id: 'b', note: 'with butter' },
			{ entity_id: 'a', note: null }
		]);
	});
});
