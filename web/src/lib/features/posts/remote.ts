import type { Api } from '$lib/api';
import type { LinkWish } from './text/links';
import type { Mentionable, Page, Post, PostChange } from './wire';

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
	/** The links stay where none are given. */
	change(id: string, change: PostChange & { links?: LinkWish[] }): Promise<Post>;
	remove(id: string): Promise<void>;
	restore(id: string): Promise<Post>;
	lookup(prefix: string): Promise<Mentionable[]>;
}

const pageSize = 20;

export function postsRemote(api: Api): PostsRemote {
	const page = (cursor: string | null) => ({ limit: pageSize, ...(cursor ? { cursor } : {}) });
	const at = (post_id: string) => ({ params: { path: { post_id } } });
	return {
		sectionFeed: async (section_id, cursor) =>
			told(
				await api.get('/api/v1/sections/{section_id}/feed', {
					params: { path: { section_id }, query: page(cursor) }
				})
			),
		postsOf: async (reference, cursor) =>
			told(
				await api.get('/api/v1/users/{reference}/posts', {
					params: { path: { reference }, query: page(cursor) }
				})
			),
		saved: async (cursor) =>
			told(await api.get('/api/v1/users/me/saved', { params: { query: page(cursor) } })),
		one: async (id) => (await api.get('/api/v1/posts/{post_id}', at(id))).post as Post,
		change: async (id, body) =>
			(await api.patch('/api/v1/posts/{post_id}', { ...at(id), body })).post as Post,
		remove: async (id) => {
			await api.delete('/api/v1/posts/{post_id}', at(id));
		},
		restore: async (id) => (await api.post('/api/v1/posts/{post_id}/restore', at(id))).post as Post,
		lookup: async (prefix) => {
			const { users } = await api.get('/api/v1/users/lookup', { params: { query: { prefix } } });
			return users;
		}
	};
}

/** The contract leaves open what was found behind a link; here it is known. */
function told({ meta, posts }: { meta: Page; posts: unknown[] }): PostPage {
	return { meta, posts: posts as Post[] };
}
