import type { Api } from '$lib/api';
import type { Page } from '$lib/features/posts';
import {
	pageSize,
	type Comment,
	type CommentChange,
	type CommentPage,
	type ReactorPage,
	type SharePage,
	type Sort,
	type Target
} from './wire';

export interface ResponsesRemote {
	comments(
		postId: string,
		wish: { sort: Sort; cursor?: string | null; parent?: string }
	): Promise<CommentPage>;
	commentsOf(reference: string, cursor: string | null): Promise<CommentPage>;
	change(id: string, change: CommentChange): Promise<Comment>;
	remove(id: string): Promise<void>;
	restore(id: string): Promise<Comment>;
	reactors(
		target: Target,
		id: string,
		emoji: string | null,
		cursor: string | null
	): Promise<ReactorPage>;
	share(postId: string, comment: string): Promise<void>;
	shares(postId: string, cursor: string | null): Promise<SharePage>;
}

export function responsesRemote(api: Api): ResponsesRemote {
	const page = (cursor: string | null | undefined, limit = pageSize) => ({
		limit,
		...(cursor ? { cursor } : {})
	});
	const ofPost = (post_id: string) => ({ path: { post_id } });
	const ofComment = (comment_id: string) => ({ path: { comment_id } });
	return {
		comments: async (postId, { cursor, parent, sort }) =>
			told(
				await api.get('/api/v1/posts/{post_id}/comments', {
					params: {
						...ofPost(postId),
						query: { sort, ...page(cursor), ...(parent ? { parent } : {}) }
					}
				})
			),
		commentsOf: async (reference, cursor) =>
			told(
				await api.get('/api/v1/users/{reference}/comments', {
					params: { path: { reference }, query: page(cursor, 20) }
				})
			),
		change: async (id, change) =>
			(
				await api.patch('/api/v1/comments/{comment_id}', {
					params: ofComment(id),
					body: change
				})
			).comment as Comment,
		remove: async (id) => {
			await api.delete('/api/v1/comments/{comment_id}', { params: ofComment(id) });
		},
		restore: async (id) =>
			(await api.post('/api/v1/comments/{comment_id}/restore', { params: ofComment(id) }))
				.comment as Comment,
		reactors: (target, id, emoji, cursor) => {
			const query = { ...page(cursor), ...(emoji ? { emoji } : {}) };
			return target === 'posts'
				? api.get('/api/v1/posts/{post_id}/reactions', { params: { ...ofPost(id), query } })
				: api.get('/api/v1/comments/{comment_id}/reactions', {
						params: { ...ofComment(id), query }
					});
		},
		share: async (postId, comment) => {
			await api.post('/api/v1/posts/{post_id}/share', {
				params: ofPost(postId),
				body: comment ? { comment } : {}
			});
		},
		shares: (postId, cursor) =>
			api.get('/api/v1/posts/{post_id}/shares', {
				params: { ...ofPost(postId), query: page(cursor) }
			})
	};
}

/** The contract leaves open what was found behind a link; here it is known. */
function told({ comments, meta }: { comments: unknown[]; meta: Page }): CommentPage {
	return { comments: comments as Comment[], meta };
}
