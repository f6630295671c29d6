import type { Notification } from './wire';

/** A notification as it might be, for tests. */
export function notification(id: string, change: Partial<Notification> = {}): Notification {
	const at = `2026-11-21T08:00:0${id.at(-1)}Z`;
	return {
		id,
		type: 'new_comment',
		created_at: at,
		updated_at: at,
		read_at: null,
		actors: [{ id: 'ada', username: 'ada', display_name: 'Ada', avatar: null }],
		actor_count: 1,
		section: null,
		related_post_id: 'p',
		related_comment_id: 'c',
		excerpt: 'Which album?',
		emojis: [],
		count: 1,
		...change
	};
}

export const meta = { cursor: null, has_more: false, unread_count: 0 };
