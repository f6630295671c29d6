import type { ApiError } from '$lib/api';
import { errorOf, type Draft, type Letter, type Outbox } from '$lib/kernel';
import type { Intent } from './intents';
import type { NewPost, Post } from './wire';

/** What lies in the outbox, as far as it is shown before the server has it. */
export interface Outgoing {
	letters: () => readonly Letter[];
	/** It is put away, and does not go out just now. */
	waits: (id: string) => boolean;
}

export const nothingOutgoing: Outgoing = { letters: () => [], waits: () => false };

export const outgoingOf = (outbox: Outbox): Outgoing => ({
	letters: () => outbox.letters,
	waits: (id) => outbox.waits(id)
});

/** Why a letter came back; none where it is only that what it answers did. */
export function failureOf({ refusal }: Letter): ApiError | null {
	return refusal?.message ? errorOf(refusal) : null;
}

export type OnTheWay = 'sending' | 'waiting' | 'failed';

export function stateOf({ id, refusal }: Letter, { waits }: Outgoing): OnTheWay {
	if (refusal) return 'failed';
	return waits(id) ? 'waiting' : 'sending';
}

/** Posts are made under an id of their own making, which tells them from those the server has. */
export function isMadeHere(id: string): boolean {
	return /^[\da-f]{8}-[\da-f]{4}-4/.test(id);
}

export function postLetter(draft: NewPost, shown: Pick<Post, 'author' | 'links' | 'media'>): Draft {
	const post: Post = {
		id: draft.client_id,
		user_id: shown.author?.id ?? '',
		section_id: draft.section_id,
		kind: 'post',
		content: draft.content,
		visibility: draft.visibility,
		...shown,
		tags: [],
		mentions: [],
		comment_count: 0,
		reaction_count: 0,
		reactions: {},
		mine: { reactions: [], saved: false },
		client_id: draft.client_id,
		created_at: new Date().toISOString(),
		updated_at: null,
		deleted_at: null,
		deleted_by_author: null
	};
	return {
		id: draft.client_id,
		kind: 'post',
		method: 'POST',
		path: '/api/v1/posts',
		body: { ...draft },
		makes: { noun: 'post', at: '/api/v1/posts' },
		href: `/posts/${draft.client_id}`,
		shown: post,
		same: null
	};
}

export function postsIn(letters: readonly Letter[]): { letter: Letter; post: Post }[] {
	return letters
		.filter(({ kind }) => kind === 'post')
		.map((letter) => ({ letter, post: letter.shown as Post }));
}

/** Reactions and what is kept for later, which the server has not heard of yet. */
export function intentsIn(letters: readonly Letter[]): Intent[] {
	return letters
		.filter(({ kind, refusal }) => kind === 'intent' && refusal === null)
		.map(({ shown }) => shown as Intent);
}
