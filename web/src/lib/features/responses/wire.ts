import type { Link } from '$lib/features/links';
import type { Author, LinkWish, Page } from '$lib/features/posts';

export interface Comment {
	id: string;
	/** Nobody's once it was erased and only its place is left. */
	user_id: string | null;
	post_id: string;
	parent_comment_id: string | null;
	content: string;
	links: Link[];
	mentions: { id: string; username: string }[];
	reaction_count: number;
	reactions: Record<string, number>;
	mine: { reactions: string[] };
	reply_count: number;
	/** Nobody where the comment is gone and only its place is left. */
	author: Author | null;
	client_id: string | null;
	created_at: string;
	updated_at: string | null;
	deleted_at: string | null;
	/** Whether its author took it away, or an admin did; null while it is there. */
	deleted_by_author?: boolean | null;
}

export interface NewComment {
	post_id: string;
	parent_comment_id: string | null;
	content: string;
	client_id: string;
}

export interface CommentChange {
	content: string;
	/** What it leads to from now on; left out where that stays. */
	links?: LinkWish[];
}

export type Sort = 'created' | 'activity';
export type Target = 'posts' | 'comments';

export interface CommentPage {
	comments: Comment[];
	meta: Page;
}

export interface Reactor {
	id: string;
	user_id: string;
	emoji: string;
	created_at: string;
	user?: Author | null;
}

export interface ReactorPage {
	reactions: Reactor[];
	meta: Page;
}

export interface Share {
	id: string;
	user_id: string;
	comment: string | null;
	created_at: string;
	user?: Author | null;
}

export interface SharePage {
	shares: Share[];
	meta: Page;
}

export interface ReplyCount {
	comment_id: string;
	reply_count: number;
}

interface ReplyCounts {
	/** Of what stands above it and may count otherwise now. */
	reply_counts?: ReplyCount[];
}

export type CommentEvent =
	| {
			type: 'new_comment' | 'comment_updated' | 'comment_restored';
			offset: number;
			data: { post_id: string; comment: Comment } & ReplyCounts;
	  }
	| {
			type: 'comment_deleted';
			offset: number;
			data: {
				post_id: string;
				comment_id: string;
				by_author?: boolean;
				erased?: boolean;
			} & ReplyCounts;
	  }
	| {
			type: 'reaction_added' | 'reaction_removed';
			offset: number;
			data: {
				post_id: string;
				comment_id: string | null;
				user_id: string;
				emoji: string;
				count: number;
			};
	  };

export const like = '❤️';
export const pageSize = 50;
