import { pluralIn } from '$lib/kernel';

const plural = pluralIn('en');

export const en = {
	content: 'Content',
	content_subtitle: 'What was deleted. Only admins see this page.',
	deleted_posts: 'Posts',
	deleted_comments: 'Comments',
	everything: 'All',
	which: 'What was deleted',
	search: 'Find words',
	author: 'By member',
	clear: 'Clear filters',
	newer: (count: number) => plural(count, { one: 'Show # newer', other: 'Show # newer' }),
	post_in: (section: string) => `Post in ${section}`,
	post: 'Post',
	comment_on: (name: string) => `Comment on a post by ${name}`,
	comment: 'Comment',
	by_author: 'Deleted by its author',
	by_admin: (name: string) => `Removed by ${name}`,
	by_former_admin: 'Removed by an admin',
	not_restorable: 'It cannot come back while its author’s account is gone.',
	restore: 'Restore',
	erase: 'Delete for good',
	restore_label: (name: string) => `Restore what ${name} wrote`,
	erase_label: (name: string) => `Delete for good what ${name} wrote`,
	post_restored: 'The post is back where it was.',
	comment_restored: 'The comment is back where it was.',
	post_erased: 'The post is gone for good.',
	comment_erased: 'The comment is gone for good.',
	undo: 'Undo',
	undone: (why: string) => `That did not work, so everything is as before. ${why}`,

	erase_post_title: 'Delete this post for good?',
	erase_comment_title: 'Delete this comment for good?',
	erase_body: 'Nobody can undo this.',
	goes_along: 'With it go',
	goes_text: (name: string) => `the words of ${name}`,
	goes_comments: (count: number) =>
		plural(count, { one: '# comment under it', other: 'all # comments under it' }),
	goes_files: (count: number) => plural(count, { one: '# file', other: '# files' }),
	goes_reactions: (count: number) => plural(count, { one: '# reaction', other: '# reactions' }),
	replies_stay: (count: number) =>
		plural(count, {
			one: 'The reply below it stays, and an empty place above it.',
			other: 'The # replies below it stay, and an empty place above them.'
		}),
	erase_press: 'Delete for good',
	erase_again: 'Press again to delete',
	erase_armed: 'Press the button once more, and it is gone for good.',

	no_posts_title: 'No deleted posts',
	no_comments_title: 'No deleted comments',
	nothing_title: 'Nothing is deleted',
	nothing_body: 'What members delete or admins remove waits here.',
	no_match_title: 'Nothing matches',
	no_match_body: 'Try fewer words, or another member.',
	own: 'Recently deleted',
	own_subtitle: 'What you deleted in the last days, for as long as you can bring it back.',
	own_nothing_title: 'Nothing to bring back',
	own_nothing_body: 'Posts and comments that you delete wait here for a while.',
	by_me: 'Deleted by you',
	to_sections: 'Go to the sections',
	keys_move: 'move,',
	keys_restore: 'restores'
};
