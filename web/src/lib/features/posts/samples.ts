import type { Media } from '$lib/features/media';
import type { Post } from './wire';

/** A post as it might be, for tests. */
export function post(id: string, change: Partial<Post> = {}): Post {
	return {
		id,
		user_id: 'ana',
		section_id: 's',
		kind: 'post',
		content: `Hello ${id}`,
		visibility: 'public',
		links: [],
		media: [],
		tags: [],
		mentions: [],
		comment_count: 0,
		reaction_count: 0,
		reactions: {},
		mine: { reactions: [], saved: false },
		author: { id: 'ana', username: 'ana', display_name: 'Ana' },
		client_id: null,
		created_at: '2026-11-01T08:00:00Z',
		updated_at: null,
		deleted_at: null,
		...change
	};
}

export function picture(id: string, change: Partial<Media> = {}): Media {
	return {
		id,
		kind: 'image',
		status: 'ready',
		width: 800,
		height: 600,
		duration: null,
		alt: null,
		placeholder: null,
		urls: {},
		size: 1,
		mime: 'image/webp',
		failure: null,
		progress: null,
		...change
	};
}
