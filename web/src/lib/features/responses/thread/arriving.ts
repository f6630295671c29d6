import { tick } from 'svelte';
import type { Thread } from '../store.svelte';
import type { Node } from './tree';

const anchor = /^#comment-([\w-]+)$/;
/** So many readings are worth it for one comment; who is not found then is left unfound. */
const readingsAtMost = 12;
const shownFor = 2_500;

interface Ways {
	thread: Thread;
	more: () => Promise<void>;
	replies: (parentId: string) => Promise<void>;
}

/** The comment that an address points at, or null. */
export function commentIn(hash: string): string | null {
	return anchor.exec(hash)?.[1] ?? null;
}

/** Brings a comment into sight, reading further where it has not been read yet. */
export async function arriveAt(id: string, { more, replies, thread }: Ways): Promise<void> {
	const asked = new Set<string>();
	for (let reading = 0; reading < readingsAtMost; reading += 1) {
		await tick();
		if (show(id)) return;
		const parent = unread(thread.nodes, asked);
		if (parent) {
			asked.add(parent);
			await replies(parent);
		} else if (thread.hasMore) await more();
		else return;
	}
}

function show(id: string): boolean {
	const element = document.getElementById(`comment-${id}`);
	if (!element) return false;
	const rest = matchMedia('(prefers-reduced-motion: reduce)').matches;
	element.scrollIntoView({ block: 'center', behavior: rest ? 'auto' : 'smooth' });
	element.tabIndex = -1;
	element.focus({ preventScroll: true });
	element.dataset['arrived'] = '';
	setTimeout(() => delete element.dataset['arrived'], shownFor);
	return true;
}

/** Somebody whose replies were not all read. */
function unread(nodes: readonly Node[], asked: ReadonlySet<string>): string | null {
	for (const { children, comment, missing } of nodes) {
		if (missing > 0 && !asked.has(comment.id)) return comment.id;
		const below = unread(children, asked);
		if (below) return below;
	}
	return null;
}
