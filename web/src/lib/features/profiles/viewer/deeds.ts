import type { AnswerOf } from '$lib/api';

type Told = AnswerOf<'/api/v1/users/{reference}/activity', 'get'>['activity'][number];

/** Something that somebody did lately. */
export type Deed = Told;

/** Where one goes to see what it was about. */
export function pathOf({ comment_id, kind, post_id, user }: Deed): string | null {
	if (kind === 'commented' && comment_id) return `/posts/${post_id}#comment-${comment_id}`;
	if (post_id) return `/posts/${post_id}`;
	return user ? `/@${user.username}` : null;
}
