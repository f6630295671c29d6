import type { Post } from '$lib/features/posts';
import type { Comment } from '$lib/features/responses';
import type { Removed } from './wire';

const author = { id: 'kaya', username: 'kaya', display_name: 'Kaya' };
const written = { created_at: '2026-11-01T08:00:00Z', updated_at: null, client_id: null };

/** Something deleted, for tests; `minute` orders the deletions. */
function removal(minute: number) {
	return {
		deleted_at: `2026-11-20T08:${String(minute).padStart(2, '0')}:00Z`,
		deleted_by: { id: 'ada', username: 'ada' },
		by_author: false,
		restorable: true
	};
}

export function removedPost(id: string, minute: number, change: Partial<Post> = {}): Removed {
	const post: Post = {
		...written,
		id,
		user_id: author.id,
		section_id: 's',
		kind: 'post',
		content: `Words of ${id}`,
		visibility: 'public',
		links: [],
		media: [],
		tags: [],
		mentions: [],
		comment_count: 0,
		share_count: 0,
		reaction_count: 0,
		reactions: {},
		mine: { reactions: [], saved: false },
		author,
		deleted_at: removal(minute).deleted_at,
		deleted_by_author: false,
		...change
	};
	return { type: 'post', post, ...removal(minute) };
}

export function removedComment(id: string, minute: number): Removed {
	const comment: Comment = {
		...written,
		id,
		user_id: author.id,
		post_id: 'p',
		parent_comment_id: null,
		content: `Answer ${id}`,
		links: [],
		mentions: [],
		reaction_count: 0,
		reactions: {},
		mine: { reactions: [] },
		reply_count: 0,
		author,
		deleted_at: removal(minute).deleted_at
	};
	const post = { id: 'p', section_id: 's', excerpt: 'A grey scarf', author };
	return { type: 'comment', comment, post, ...removal(minute) };
}
