import { tellCount, tellGone, tellReaction, tellThing, type Ledger } from '$lib/features/posts';
import type { Comment, CommentEvent } from './wire';

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
			const { comment, parent_reply_count } = event.data;
			const told = tellThing(ledger, comment, offset);
			return tellReplies(told, comment.parent_comment_id, parent_reply_count, offset);
		}
		case 'comment_deleted': {
			const { comment_id, parent_comment_id, parent_reply_count } = event.data;
			const told = tellGone(ledger, comment_id, offset);
			return tellReplies(told, parent_comment_id, parent_reply_count, offset);
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
	parentId: string | null | undefined,
	count: number | null | undefined,
	offset: number
): Ledger<Comment> {
	if (!parentId || count === undefined || count === null) return ledger;
	return tellCount(ledger, parentId, 'reply_count', count, offset);
}
