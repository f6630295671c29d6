import type { Api } from '$lib/api';
import type { Mentionable, NewPost, Page, Post, PostChange } from './wire';

export interface PostPage {
	posts: Post[];
	meta: Page;
}

/** Everything that this feature asks of the server. */
export interface PostsRemote {
	sectionFeed(sectionId: string, cursor: string | null): Promise<PostPage>;
	postsOf(reference: string, cursor: string | null): Promise<PostPage>;
	saved(cursor: string | null): Promise<PostPage>;
	one(id: string): Promise<Post>;
	publish(post: NewPost): Promise<Post>;
	change(id: string, change: PostChange): Promise<Post>;
	remove(id: string): Promise<void>;
	restore(id: string): Promise<Post>;
	lookup(prefix: string): Promise<Mentionable[]>;
}

type Call = <Answer>(path: string, init?: object) => Promise<Answer>;

const pageSize = 20;

export function postsRemote(api: Api): PostsRemote {
	const loose = api as unknown as Record<'get' | 'post' | 'patch' | 'delete', Call>;
	const page = (cursor: string | null) => ({ limit: pageSize, ...(cursor ? { cursor } : {}) });
	const at = (post_id: string) => ({ params: { path: { post_id } } });
	type Answer = { post: Post };
	return {
		sectionFeed: (section_id, cursor) =>
			loose.get('/api/v1/sections/{section_id}/feed', {
				params: { path: { section_id }, query: page(cursor) }
			}),
		postsOf: (reference, cursor) =>
			loose.get('/api/v1/users/{reference}/posts', {
				params: { path: { reference }, query: page(cursor) }
			}),
		saved: (cursor) => loose.get('/api/v1/users/me/saved', { params: { query: page(cursor) } }),
		one: async (id) => (await loose.get<Answer>('/api/v1/posts/{post_id}', at(id))).post,
		publish: async (body) =>
			(
				await loose.post<Answer>('/api/v1/posts', {
					body,
					// The same key for the same draft: sending again after a lost answer makes no second post.
					headers: { 'Idempotency-Key': body.client_id }
				})
			).post,
		change: async (id, body) =>
			(await loose.patch<Answer>('/api/v1/posts/{post_id}', { ...at(id), body })).post,
		remove: async (id) => {
			await loose.delete('/api/v1/posts/{post_id}', at(id));
		},
		restore: async (id) =>
			(await loose.post<Answer>('/api/v1/posts/{post_id}/restore', at(id))).post,
		lookup: async (prefix) => {
			const { users } = await loose.get<{ users: Mentionable[] }>('/api/v1/users/lookup', {
				params: { query: { prefix } }
			});
			return users;
		}
	};
}
