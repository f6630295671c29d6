import type { AnswerOf } from '$lib/api';
import type { Link } from '$lib/features/links';
import type { Media } from '$lib/features/media';

export interface Author {
	id: string;
	username: string;
	display_name: string | null;
	avatar?: string | null;
}

type PostTold = AnswerOf<'/api/v1/posts/{post_id}', 'get'>['post'];

export type Visibility = PostTold['visibility'];

/** A post, with what was found behind its links told more closely than the contract does. */
export type Post = Omit<PostTold, 'links' | 'author' | 'deleted_by_author'> & {
	links: Link[];
	author: Author | null;
	/** How often it was passed on. */
	share_count?: number;
	/** Whether its author took it away, or an admin did; nothing while it is there. */
	deleted_by_author?: boolean | null;
};

export interface Page {
	cursor: string | null;
	has_more: boolean;
}

export interface NewPost {
	content: string;
	section_id: string;
	visibility: Visibility;
	links: { url: string }[];
	media_ids: string[];
	client_id: string;
}

export interface PostChange {
	content: string;
	visibility?: Visibility;
	/** All that it is to show, in its order. */
	media_ids?: string[];
}

/** The same as its author sees it. */
export interface PostEdit extends Omit<PostChange, 'media_ids'> {
	media?: Media[];
}

/** A member as the autocompletion of mentions offers them. */
export interface Mentionable {
	id: string;
	username: string;
	display_name: string | null;
}

export type PostEvent =
	| { type: 'new_post' | 'post_updated' | 'post_restored'; offset: number; data: { post: Post } }
	| {
			type: 'post_deleted';
			offset: number;
			data: { post_id: string; by_author?: boolean; erased?: boolean };
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
	  }
	| {
			type: 'new_comment' | 'comment_deleted' | 'comment_restored';
			offset: number;
			data: { post_id: string; comment_count?: number };
	  };

export const limits = { content: 10_000, links: 5, media: 10 } as const;
