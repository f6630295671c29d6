import { pluralIn } from '$lib/kernel';

const plural = pluralIn('en');

export const en = {
	posts: 'Posts',
	post: 'Post',
	write: 'New post',
	write_prompts: {
		music: 'What are you listening to? Paste a link and say why.',
		photo: 'Drop pictures here, or say where they can be seen.',
		event: 'What is on? Paste a link to the event.',
		recipe: 'What should everybody cook? Paste a recipe.',
		book: 'What are you reading? Paste a link, or an ISBN.',
		movie: 'What should we watch? Paste a link.',
		general: 'What is on your mind?'
	},
	write_where: (section: string) => `New post in ${section}`,
	text: 'Text',
	publish: 'Post',
	publishing: 'Sending',
	draft_kept: 'Draft kept on this device',
	discard_draft: 'Discard draft',
	markdown_hint: '**bold**, *italic*, > quote, `code`, - list',
	add_files: 'Add pictures, films or sound',
	drop_here: 'Drop the files here',
	loading_card: 'Fetching what is behind the link',
	remove_card: 'Post without this card',
	no_card: 'Nothing could be found out about this link. It is posted as it is.',
	mention_people: 'Members to mention',
	nothing_to_post: 'Write something, or add a link or a file.',
	too_long: 'This is too long. Shorten it, or split it into two posts.',
	wait_for_uploads: 'The files are not all there yet.',
	upload_failed_first: 'A file could not be sent. Try it again or remove it.',
	who_sees: 'Who may see it',
	who_sees_now: (who: string) => `Who may see it: ${who}`,
	audience: {
		public: 'Everyone',
		followers: 'Followers',
		friends: 'Friends',
		private: 'Only me'
	},
	audience_means: {
		public: 'All members of this house.',
		followers: 'Only members who follow you.',
		friends: 'Only members you are friends with.',
		private: 'A note that nobody else sees.'
	},

	by: (name: string) => `By ${name}`,
	somebody: 'A former member',
	edited: 'edited',
	edited_at: (when: string) => `Edited ${when}`,
	open_post: 'Open the post',
	menu: (name: string) => `More for the post by ${name}`,
	edit: 'Edit',
	edit_post: 'Edit post',
	save_changes: 'Save changes',
	delete: 'Delete',
	copy_link: 'Copy link',
	link_copied: 'The link is copied.',
	copy_failed: 'The link could not be copied. It is in the address bar of the post.',
	show_more: 'Show all of it',
	show_less: 'Show less',

	deleted: 'The post is deleted. It can be restored for seven days.',
	deleted_row: 'You deleted this post. It can be restored for seven days.',
	deleted_other: 'This post was deleted.',
	deleted_author: 'Deleted by its author.',
	remove: 'Remove (as admin)',
	removed: 'The post is removed. It waits under Content.',
	removed_row: 'Removed by an admin.',
	removed_mine: 'Removed by an admin. Ask one of them if you think it should be here.',
	restore: 'Restore',
	restored: 'The post is back.',
	undo: 'Undo',
	undone: (why: string) => `That did not work, so everything is as before. ${why}`,
	not_sent: (why: string) => `Not posted. ${why}`,
	send_again: 'Try again',
	take_back: 'Back to the draft',
	waits_for_line: 'Waiting for a connection. It is sent by itself.',
	waits_for_room: 'Waiting a moment: that was a lot at once.',
	no_room:
		'Too much waits to be sent already. Your text is kept: send it once you are back online.',
	on_its_way: 'It is being sent just now. Change it as soon as it is there.',
	perhaps_there:
		'Taken back. If it had already arrived, you find it on your page and can delete it there.',

	newer: (count: number) => plural(count, { one: '# new post', other: '# new posts' }),
	gone_title: 'This post is not here',
	gone_body: 'It was deleted, or it is not for you to see.',
	to_sections: 'Go to the sections',
	close: 'Close'
};
