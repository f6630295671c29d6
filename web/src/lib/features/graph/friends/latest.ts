import type { Latest } from '../wire';

/** Where one reads what somebody wrote last. */
export function pathOfLatest({ comment_id, post_id }: Latest): string {
	return comment_id ? `/posts/${post_id}#comment-${comment_id}` : `/posts/${post_id}`;
}
