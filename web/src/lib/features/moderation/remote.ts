import type { Api } from '$lib/api';
import type { Filter, RemovedPage, Subject } from './wire';

export interface ModerationRemote {
	list(filter: Filter, cursor: string | null, limit?: number): Promise<RemovedPage>;
	/** Out of sight, and restorable. */
	remove(subject: Subject): Promise<void>;
	restore(subject: Subject): Promise<void>;
	/** For good, with its files. */
	erase(subject: Subject): Promise<void>;
}

export const pageSize = 20;
export const mostAtOnce = 100;

export function moderationRemote(api: Api): ModerationRemote {
	const post = (post_id: string) => ({ params: { path: { post_id } } });
	const comment = (comment_id: string) => ({ params: { path: { comment_id } } });
	return {
		// The contract leaves open what was found behind a link; here it is known.
		list: async (filter, cursor, limit = pageSize) =>
			(await api.get('/api/v1/admin/content', {
				params: { query: { ...queryOf(filter), limit, ...(cursor ? { cursor } : {}) } }
			})) as unknown as RemovedPage,
		remove: async ({ id, kind }) => {
			if (kind === 'post') await api.delete('/api/v1/posts/{post_id}', post(id));
			else await api.delete('/api/v1/comments/{comment_id}', comment(id));
		},
		restore: async ({ id, kind }) => {
			if (kind === 'post') await api.post('/api/v1/admin/posts/{post_id}/restore', post(id));
			else await api.post('/api/v1/admin/comments/{comment_id}/restore', comment(id));
		},
		erase: async ({ id, kind }) => {
			if (kind === 'post') await api.delete('/api/v1/admin/posts/{post_id}', post(id));
			else await api.delete('/api/v1/admin/comments/{comment_id}', comment(id));
		}
	};
}

/** The same for what one deleted oneself, which only an admin could erase. */
export function ownRemote(api: Api): ModerationRemote {
	return {
		...moderationRemote(api),
		list: async (_, cursor, limit = pageSize) =>
			(await api.get('/api/v1/users/me/deleted', {
				params: { query: { limit, ...(cursor ? { cursor } : {}) } }
			})) as unknown as RemovedPage,
		restore: async ({ id, kind }) => {
			const path = { post_id: id, comment_id: id };
			if (kind === 'post') await api.post('/api/v1/posts/{post_id}/restore', { params: { path } });
			else await api.post('/api/v1/comments/{comment_id}/restore', { params: { path } });
		}
	};
}

function queryOf({ author, scope, words }: Filter) {
	const name = author.trim().replace(/^@/, '');
	return {
		deleted: 'true' as const,
		...(scope === 'all' ? {} : { type: scope }),
		...(words.trim() ? { q: words.trim() } : {}),
		...(name ? { author: `@${name}` } : {})
	};
}
