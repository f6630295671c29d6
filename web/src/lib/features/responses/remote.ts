import type { Api } from '$lib/api';
import {
	pageSize,
	type Comment,
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
	change(id: string, content: string): Promise<Comment>;
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

type Call = <Answer>(path: string, init?: object) => Promise<Answer>;

export function responsesRemote(api: Api): ResponsesRemote {
	const loose = api as unknown as Record<'get' | 'post' | 'patch' | 'delete', Call>;
	type Answer = { comment: Comment };
	const at = (comment_id: string) => ({ params: { path: { comment_id } } });
	const targetPath = (target: Target, id: string) =>
		target === 'posts' ? { post_id: id } : { comment_id: id };
	const reactionsOf = (target: Target) =>
		`/api/v1/${target}/{${target === 'posts' ? 'post_id' : 'comment_id'}}/reactions`;
	return {
		comments: (post_id, { cursor, parent, sort }) =>
			loose.get('/api/v1/posts/{post_id}/comments', {
				params: {
					path: { post_id },
					query: {
						limit: pageSize,
						sort,
						...(cursor ? { cursor } : {}),
						...(parent ? { parent } : {})
					}
				}
			}),
		commentsOf: (reference, cursor) =>
			loose.get('/api/v1/users/{reference}/comments', {
				params: { path: { reference }, query: { limit: 20, ...(cursor ? { cursor } : {}) } }
			}),
		change: async (id, content) =>
			(
				await loose.patch<Answer>('/api/v1/comments/{comment_id}', {
					...at(id),
					body: { content }
				})
			).comment,
		remove: async (id) => {
			await loose.delete('/api/v1/comments/{comment_id}', at(id));
		},
		restore: async (id) =>
			(await loose.post<Answer>('/api/v1/comments/{comment_id}/restore', at(id))).comment,
		reactors: (target, id, emoji, cursor) =>
			loose.get(reactionsOf(target), {
				params: {
					path: targetPath(target, id),
					query: {
						limit: pageSize,
						...(emoji ? { emoji } : {}),
						...(cursor ? { cursor } : {})
					}
				}
			}),
		share: async (post_id, comment) => {
			await loose.post('/api/v1/posts/{post_id}/share', {
				params: { path: { post_id } },
				body: comment ? { comment } : {}
			});
		},
		shares: (post_id, cursor) =>
			loose.get('/api/v1/posts/{post_id}/shares', {
				params: {
					path: { post_id },
					query: { limit: pageSize, ...(cursor ? { cursor } : {}) }
				}
			})
	};
}
