import type { Link } from '$lib/features/links';
import type { Author, Page, Post } from '$lib/features/posts';

export const kinds = ['post', 'comment', 'link_metadata'] as const;
export type Kind = (typeof kinds)[number];

/** Plain text in pieces, some of which are what was looked for. */
export type Snippet = readonly { text: string; match: boolean }[];

/** The post in which something was found. */
export interface Surrounding {
	id: string;
	section_id: string | null;
	excerpt: string;
	author: Author | null;
}

export interface FoundComment {
	id: string;
	post_id: string;
	author: Author | null;
	created_at: string;
	updated_at: string | null;
}

export type Hit =
	| { type: 'post'; data: { post: Post; snippet: Snippet } }
	| { type: 'comment'; data: { comment: FoundComment; post: Surrounding; snippet: Snippet } }
	| {
			type: 'link_metadata';
			data: {
				link: Link;
				post: Surrounding;
				comment_id: string | null;
				title: Snippet;
				snippet: Snippet;
			};
	  };

export interface HitPage {
	results: Hit[];
	meta: Page;
}

export const longest = 200;
