import { keyOf, type Removed, type RemovedPage } from './wire';

/** What is deleted, as far as it was read, newest deletion first. */
export interface ContentState {
	readonly items: readonly Removed[];
	/** Deleted while one was reading: these wait until one wants to see them. */
	readonly newer: readonly Removed[];
}

export const nothingRead: ContentState = { items: [], newer: [] };

/** A page in its turn: the first begins the list, each other one continues it. */
export function readPage(state: ContentState, page: RemovedPage, more: boolean): ContentState {
	if (!more) return { items: page.content, newer: [] };
	const known = new Set(state.items.map(keyOf));
	const fresh = page.content.filter((removed) => !known.has(keyOf(removed)));
	return { ...state, items: [...state.items, ...fresh] };
}

/**
 * The beginning of the list read again, because something has changed. What is no longer deleted
 * leaves, what is shown is brought up to date, and what is new waits, unless nothing is shown.
 */
export function readAgain(state: ContentState, page: RemovedPage): ContentState {
	if (state.items.length === 0) return { items: page.content, newer: [] };
	const fresh = new Map(page.content.map((removed) => [keyOf(removed), removed]));
	const oldest = page.content.at(-1)?.deleted_at ?? '';
	const reached = (removed: Removed) => !page.meta.has_more || removed.deleted_at > oldest;
	const items = state.items.flatMap((shown) => {
		const now = fresh.get(keyOf(shown));
		if (now) return [now];
		return reached(shown) ? [] : [shown];
	});
	const shown = new Set(items.map(keyOf));
	const newer = page.content.filter((removed) => !shown.has(keyOf(removed)));
	if (items.length === 0) return { items: newer, newer: [] };
	return { items: items.toSorted(newestDeletion), newer };
}

export function showNewer({ items, newer }: ContentState): ContentState {
	return { items: [...newer, ...items].toSorted(newestDeletion), newer: [] };
}

/** It is back, or gone for good. */
export function without({ items, newer }: ContentState, key: string): ContentState {
	const others = (list: readonly Removed[]) => list.filter((removed) => keyOf(removed) !== key);
	return { items: others(items), newer: others(newer) };
}

function newestDeletion(a: Removed, b: Removed): number {
	return b.deleted_at.localeCompare(a.deleted_at) || keyOf(b).localeCompare(keyOf(a));
}
