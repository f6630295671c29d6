import type { Author, Page, Post } from '$lib/features/posts';
import type { Comment } from '$lib/features/responses';

export type Kind = 'post' | 'comment';
export type Scope = Kind | 'all';

export interface Filter {
	scope: Scope;
	words: string;
	/** A name with or without the sign before it. */
	author: string;
}

interface Removal {
	deleted_at: string;
	deleted_by: { id: string; username: string } | null;
	by_author: boolean;
	restorable: boolean;
}

/** The post that a deleted comment stands under, as far as it is needed to tell them apart. */
export interface PostAbove {
	id: string;
	section_id: string | null;
	excerpt: string;
	author: Author | null;
}

export type Removed =
	| ({ type: 'post'; post: Post } & Removal)
	| ({ type: 'comment'; comment: Comment; post: PostAbove } & Removal);

export interface RemovedPage {
	content: Removed[];
	meta: Page;
}

export interface ContentEvent {
	type: 'content_changed';
	data: { type: Kind; id: string };
}

/** What one acts on: which of the two kinds, and its id. */
export interface Subject {
	kind: Kind;
	id: string;
}

export function subjectOf(removed: Removed): Subject {
	const id = removed.type === 'post' ? removed.post.id : removed.comment.id;
	return { kind: removed.type, id };
}

export function keyOf(removed: Removed): string {
	const { id, kind } = subjectOf(removed);
	return `${kind}:${id}`;
}
