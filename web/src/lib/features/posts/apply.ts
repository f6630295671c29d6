import { tellCount, tellGone, tellReaction, tellThing, type Ledger } from './ledger';
import type { Post, PostEvent } from './wire';

/** What an event of a section or a post means for the posts that are known. Pure. */
export function applyPostEvent(ledger: Ledger<Post>, event: PostEvent, me: string): Ledger<Post> {
	const { offset } = event;
	switch (event.type) {
		case 'new_post':
		case 'post_updated':
		case 'post_restored':
			return tellThing(ledger, event.data.post, offset);
		case 'post_deleted':
			return tellGone(ledger, event.data.post_id, offset);
		case 'reaction_added':
		case 'reaction_removed': {
			const { comment_id, count, emoji, post_id, user_id } = event.data;
			if (comment_id !== null) return ledger;
			const mine = user_id === me ? event.type === 'reaction_added' : null;
			return tellReaction(ledger, post_id, { emoji, count, mine }, offset);
		}
		case 'new_comment':
		case 'comment_deleted':
		case 'comment_restored': {
			const { comment_count, post_id } = event.data;
			if (comment_count === undefined) return ledger;
			return tellCount(ledger, post_id, 'comment_count', comment_count, offset);
		}
	}
}

/** The newest first: ids are made of the time. */
export function newestFirst(a: string, b: string): number {
	return a < b ? 1 : a > b ? -1 : 0;
}
