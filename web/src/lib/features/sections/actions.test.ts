import { describe, expect, it, vi } from 'vitest';
import { ApiError } from '$lib/api';
import { renameSection, seenElsewhere } from './actions';
import { en } from './messages';
import { de } from './messages.de';
import { SectionsStore } from './store.svelte';
import type { Section } from './wire';

const music: Section = { id: 's', name: 'Music', type: 'music', unread: true };
const books: Section = { id: 'b', name: 'Books', type: 'book', unread: false };

/** A house that keeps names without the spaces around them. */
function house() {
	const store = new SectionsStore();
	store.read([music, books]);
	const rename = vi.fn(async (id: string, name: string) => ({ ...music, id, name: name.trim() }));
	return { remote: { list: vi.fn(), markRead: vi.fn(), rename }, store };
}

describe('what was seen on another device', () => {
	const unreadNow = (unread: boolean) => [{ ...music, unread }, books];

	it('is new here no more, but for what came since', async () => {
		const { remote, store } = house();
		remote.list.mockResolvedValueOnce(unreadNow(false)).mockResolvedValueOnce(unreadNow(true));
		store.arrived('s', 'p1');
		await seenElsewhere(remote, store, 's', 'b');
		expect(store.hasNews('s')).toBe(false);
		store.arrived('s', 'p2');
		await seenElsewhere(remote, store, 's', null);
		expect(store.hasNews('s')).toBe(true);
	});

	it('is nothing to ask about where one looks oneself, or nothing was new', async () => {
		const { remote, store } = house();
		await seenElsewhere(remote, store, 's', 's');
		await seenElsewhere(remote, store, 'b', null);
		expect(remote.list).not.toHaveBeenCalled();
		expect(store.hasNews('s')).toBe(true);
	});
});

const namesIn = (store: SectionsStore) => store.list.map(({ name }) => name);

describe('renaming a section', () => {
	it('shows the name as the house keeps it, and leaves what is new there', async () => {
		const { remote, store } = house();
		await renameSection(remote, store, music, 'Songs ', en.names);
		expect(namesIn(store)).toEqual(['Songs', 'Books']);
		expect(store.hasNews('s')).toBe(true);
	});

	it('gives a name back that it came with in every language', async () => {
		const { remote, store } = house();
		await renameSection(remote, store, music, 'Musik', de.names as typeof en.names);
		expect(remote.rename).toHaveBeenCalledWith('s', 'Music');
		await renameSection(remote, store, music, 'Musik', en.names);
		expect(remote.rename).toHaveBeenLastCalledWith('s', 'Musik');
	});

	it('changes nothing when it is refused, and says so', async () => {
		const { remote, store } = house();
		const refusal = new ApiError({ status: 422, code: 'INVALID_FIELDS', message: 'Taken.' });
		remote.rename.mockRejectedValueOnce(refusal);
		await expect(renameSection(remote, store, music, 'Books', en.names)).rejects.toBe(refusal);
		expect(namesIn(store)).toEqual(['Music', 'Books']);
	});
});
