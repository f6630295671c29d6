import type { Comment } from './wire';

/** A comment as it might be, for tests. */
export function comment(id: string, change: Partial<Comment> = {}): Comment {
	return {
		id,
		user_id: 'ana',
		post_id: 'p',
		parent_comment_id: null,
		content: `Said ${id}`,
		links: [],
		mentions: [],
		reaction_count: 0,
		reactions: {},
		mine: { reactions: [] },
		reply_count: 0,
		author: { id: 'ana', username: 'ana', display_name: 'Ana' },
		client_id: null,
		created_at: `2026-11-01T08:00:0${id.at(-1)}Z`,
		updated_at: null,
		deleted_at: null,
		...change
	};
}
