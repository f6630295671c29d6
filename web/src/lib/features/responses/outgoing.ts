import { linksIn, linksShown, type Author } from '$lib/features/posts';
import type { Draft, Letter } from '$lib/kernel';
import type { Comment, NewComment } from './wire';

/** Where on this device the words wait that somebody began to say there. */
export function draftPlace(
	member: string,
	{ parent_comment_id, post_id }: Pick<NewComment, 'parent_comment_id' | 'post_id'>
): string {
	return `draft:${member}:${parent_comment_id ?? post_id}`;
}

export function commentLetter(draft: NewComment, author: Author): Draft {
	const { parent_comment_id, ...rest } = draft;
	const links = linksIn(draft.content);
	const comment: Comment = {
		id: draft.client_id,
		user_id: author.id,
		post_id: draft.post_id,
		parent_comment_id,
		content: draft.content,
		links: linksShown(links),
		mentions: [],
		reaction_count: 0,
		reactions: {},
		mine: { reactions: [] },
		reply_count: 0,
		author,
		client_id: draft.client_id,
		created_at: new Date().toISOString(),
		updated_at: null,
		deleted_at: null
	};
	return {
		id: draft.client_id,
		kind: 'comment',
		method: 'POST',
		path: '/api/v1/comments',
		body: { ...rest, links, ...(parent_comment_id ? { parent_comment_id } : {}) },
		makes: { noun: 'comment', at: '/api/v1/comments' },
		href: `/posts/${draft.post_id}`,
		shown: comment,
		same: null
	};
}

export function commentsIn(
	letters: readonly Letter[],
	postId: string
): { letter: Letter; comment: Comment }[] {
	return letters
		.filter(({ kind }) => kind === 'comment')
		.map((letter) => ({ letter, comment: letter.shown as Comment }))
		.filter(({ comment }) => comment.post_id === postId);
}
