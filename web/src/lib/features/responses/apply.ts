import { tellCount, tellGone, tellReaction, tellThing, type Ledger } from '$lib/features/posts';
import type { Comment, CommentEvent, ReplyCount } from './wire';

/** What an event of a post means for the comments that are known. Pure. */
export function applyCommentEvent(
	ledger: Ledger<Comment>,
	event: CommentEvent,
	me: string
): Ledger<Comment> {
	const { offset } = event;
	switch (event.type) {
		case 'new_comment':
		case 'comment_updated':
		case 'comment_restored': {
			const { comment, reply_counts } = event.data;
			return tellReplies(tellThing(ledger, comment, offset), reply_counts, offset);
		}
		case 'comment_deleted': {
			const { comment_id, reply_counts } = event.data;
			return tellReplies(tellGone(ledger, comment_id, offset), reply_counts, offset);
		}
		case 'reaction_added':
		case 'reaction_removed': {
			const { comment_id, count, emoji, user_id } = event.data;
			if (comment_id === null) return ledger;
			const mine = user_id === me ? event.type === 'reaction_added' : null;
			return tellReaction(ledger, comment_id, { emoji, count, mine }, offset);
		}
	}
}

function tellReplies(
	ledger: Ledger<Comment>,
	counts: readonly ReplyCount[] | undefined,
	offset: number
): Ledger<Comment> {
	return (counts ?? []).reduce(
		(told, { comment_id, reply_count }) =>
			tellCount(told, comment_id, 'reply_count', reply_count, offset),
		ledger
	);
}
