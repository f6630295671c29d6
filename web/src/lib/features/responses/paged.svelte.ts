import type { Page } from '$lib/features/posts';

/** One page of a list, and where the next begins. */
export interface Listing<Item> {
	list: Item[];
	meta: Page;
}

type Source<Item> = (cursor: string | null) => Promise<Listing<Item>>;

/** A list behind a dialog, read when somebody wants to know. */
export function usePaged<Item>() {
	let state = $state<'loading' | 'ready' | 'error'>('loading');
	let list = $state.raw<Item[]>([]);
	let error = $state.raw<unknown>(null);
	let cursor = $state<string | null>(null);
	let read: Source<Item> | null = null;

	async function page(from: string | null): Promise<void> {
		const asked = read;
		if (!asked) return;
		try {
			const answer = await asked(from);
			if (asked !== read) return;
			list = from === null ? answer.list : [...list, ...answer.list];
			cursor = answer.meta.has_more ? answer.meta.cursor : null;
			state = 'ready';
		} catch (cause) {
			if (asked !== read) return;
			error = cause;
			state = 'error';
		}
	}

	return {
		get state() {
			return state;
		},
		get list() {
			return list;
		},
		get error() {
			return error;
		},
		get hasMore() {
			return cursor !== null;
		},
		open(source: Source<Item>): Promise<void> {
			state = 'loading';
			read = source;
			return page(null);
		},
		more: () => page(cursor)
	};
}
