import type { Api } from '$lib/api';
import {
	pageSize,
	type Comment,
	type CommentPage,
	type NewComment,
	type Reactor,
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
	comment(comment: NewComment): Promise<Comment>;
	change(id: string, content: string): Promise<Comment>;
	remove(id: string): Promise<void>;
	restore(id: string): Promise<Comment>;
	react(target: Target, id: string, emoji: string): Promise<Reactor>;
	unreact(target: Target, id: string, emoji: string): Promise<void>;
	reactors(
		target: Target,
		id: string,
		emoji: string | null,
		cursor: string | null
	): Promise<ReactorPage>;
	save(postId: string, on: boolean): Promise<void>;
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
		comment: async ({ parent_comment_id, ...rest }) => {
			const body = { ...rest, ...(parent_comment_id ? { parent_comment_id } : {}) };
			const headers = { 'Idempotency-Key': rest.client_id };
			return (await loose.post<Answer>('/api/v1/comments', { body, headers })).comment;
		},
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
		react: async (target, id, emoji) => {
			const { reaction } = await loose.post<{ reaction: Reactor }>(reactionsOf(target), {
				params: { path: targetPath(target, id) },
				body: { emoji }
			});
			return reaction;
		},
		unreact: async (target, id, emoji) => {
			await loose.delete(`${reactionsOf(target)}/{emoji}`, {
				params: { path: { ...targetPath(target, id), emoji } }
			});
		},
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
		save: async (post_id, on) => {
			await loose[on ? 'post' : 'delete']('/api/v1/posts/{post_id}/save', {
				params: { path: { post_id } }
			});
		},
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
