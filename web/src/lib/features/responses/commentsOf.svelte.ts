import { untrack } from 'svelte';
import { useResponding } from './context.svelte';
import type { Comment } from './wire';

/** What a person has said, newest first, read for as long as the component stands. */
export function useCommentsOf(reference: string) {
	const { remote } = useResponding();
	let state = $state<'loading' | 'ready' | 'error'>('loading');
	let list = $state.raw<Comment[]>([]);
	let error = $state.raw<unknown>(null);
	let cursor = $state<string | null>(null);

	async function page(from: string | null): Promise<void> {
		const { comments, meta } = await remote.commentsOf(reference, from);
		list = from === null ? comments : [...list, ...comments];
		cursor = meta.has_more ? meta.cursor : null;
		state = 'ready';
	}

	async function read(): Promise<void> {
		state = 'loading';
		try {
			await page(null);
		} catch (cause) {
			error = cause;
			state = 'error';
		}
	}

	$effect(() => void untrack(read));
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
		read,
		more: () => page(cursor)
	};
}
