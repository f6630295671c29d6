import { useResponding } from './context.svelte';
import type { Reactor, ReactorPage, Target } from './wire';

/** Who reacted to one thing, read when somebody wants to know. */
export function useReactors() {
	const { remote } = useResponding();
	let state = $state<'loading' | 'ready' | 'error'>('loading');
	let list = $state.raw<Reactor[]>([]);
	let error = $state.raw<unknown>(null);
	let cursor = $state<string | null>(null);
	let read: ((cursor: string | null) => Promise<ReactorPage>) | null = null;

	async function page(from: string | null): Promise<void> {
		const asked = read;
		if (!asked) return;
		try {
			const { meta, reactions } = await asked(from);
			if (asked !== read) return;
			list = from === null ? reactions : [...list, ...reactions];
			cursor = meta.has_more ? meta.cursor : null;
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
		open(target: Target, id: string, emoji: string | null): Promise<void> {
			state = 'loading';
			read = (from) => remote.reactors(target, id, emoji, from);
			return page(null);
		},
		more: () => page(cursor)
	};
}
