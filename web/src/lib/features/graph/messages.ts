import { pluralIn } from '$lib/kernel';
import { place } from './place';

const plural = pluralIn('en');

export const en = {
	follow: 'Follow',
	following: 'Following',
	unfollow: 'Unfollow',
	follow_name: (name: string) => `Follow ${name}`,
	following_name: (name: string) => `Following ${name}`,
	follows_you: 'Follows you',
	you: 'You',
	edit_profile: 'Edit profile',
	block: 'Block',
	unblock: 'Unblock',
	mute: 'Mute',
	unmute: 'Unmute',
	blocked: 'Blocked',
	muted: 'Muted',
	undo: 'Undo',
	menu: (name: string) => `More about ${name}`,
	member_since: (date: string) => `Here since ${date}`,
	followers: 'Followers',
	followers_count: (count: number) => plural(count, { one: '# follower', other: '# followers' }),
	following_count: (count: number) => plural(count, { one: '# following', other: '# following' }),
	posts_count: (count: number) => plural(count, { one: '# post', other: '# posts' }),
	comments_count: (count: number) => plural(count, { one: '# comment', other: '# comments' }),
	posts: 'Posts',
	comments: 'Comments',
	parts: (name: string) => `Pages of ${name}`,
	block_title: (name: string) => `Block ${name}?`,
	block_body:
		'Neither of you will see anything of the other, here or anywhere, and if you are friends, that ends. They are not told. You can unblock them in your settings.',
	blocked_now: (name: string) => `${name} is blocked.`,
	unblocked_now: (name: string) => `${name} is no longer blocked.`,
	muted_now: (name: string) => `${name} is muted. Only you know.`,
	unmuted_now: (name: string) => `${name} is no longer muted.`,
	undone: (why: string) => `That did not work, so everything is as before. ${why}`,
	you_block: (name: string) => `You have blocked ${name}, so there is nothing to see here.`,
	you_mute: (name: string) => `You have muted ${name}. What they post stays out of your feeds.`,
	not_here_title: 'Nobody by that name',
	not_here_body: 'The name may be misspelled, or the member has left.',
	no_followers: 'Nobody follows yet',
	no_followers_body: (name: string) => `${name} will see here who does.`,
	follows_hidden: 'Not for you to see',
	follows_hidden_body: (name: string) => `${name} chooses who sees this list.`,
	no_following: 'Follows nobody yet',
	no_following_body: 'People are found in the sections: press a name to see who it is.',
	people: 'People',
	people_subtitle: 'Who may ask you, and whom you would rather not hear from',
	blocked_title: 'Blocked',
	blocked_hint: 'You see nothing of each other.',
	nobody_blocked: 'You have blocked nobody.',
	muted_title: 'Muted',
	muted_hint: 'Their posts stay out of your feeds. They do not know.',
	nobody_muted: 'You have muted nobody.',
	block_again: 'Block again',
	mute_again: 'Mute again',

	...place,
	profile: 'Profile',
	friends_subtitle: 'Whom you know here, and whom you might',
	friends_parts: 'Pages about friends',
	requests: 'Requests',
	find_people: 'Find people',
	friends_count: (count: number) => plural(count, { one: '# friend', other: '# friends' }),
	lately: { posted: 'Published a post', commented: 'Wrote a comment' },
	friend_since: (date: string) => `Friends since ${date}`,
	mutual_count: (count: number) =>
		plural(count, { one: '# friend in common', other: '# friends in common' }),
	mutuals: (who: string) => `Friends in common: ${who}`,
	more_others: 'others',
	others: (count: number) => plural(count, { one: '# other', other: '# others' }),

	add_friend: 'Add friend',
	add_friend_name: (name: string) => `Add friend: ${name}`,
	cancel_request: 'Cancel request',
	cancel_request_name: (name: string) => `Cancel request to ${name}`,
	accept: 'Accept',
	accept_name: (name: string) => `Accept the request of ${name}`,
	decline: 'Decline',
	decline_name: (name: string) => `Decline the request of ${name}`,
	are_friends: 'Friends',
	are_friends_name: (name: string) => `You and ${name} are friends`,
	unfriend: 'Unfriend',

	ask_title: (name: string) => `Ask ${name} for friendship`,
	ask_body: 'Friends see what each of you shows to friends only, and follow each other.',
	ask_message: 'A few words along with it',
	ask_message_hint: 'Not needed, but it helps to know who asks.',
	ask_send: 'Send request',
	friends_now: (name: string) => `You and ${name} are friends now.`,
	unfriended: (name: string) => `You and ${name} are friends no more.`,
	declined: (name: string) => `The request of ${name} is declined. They are not told.`,
	takes_none: (name: string) => `${name} takes no requests for friendship at the moment.`,

	/** What the house says when it refuses, by its code. */
	no_friends: 'No friends yet',
	no_friends_body: 'Find people you know and ask them. What you show to friends, they then see.',
	no_friends_of: 'No friends to be seen',
	no_friends_of_body: (name: string) => `${name} has made no friends here yet.`,
	no_mutuals: 'No friends in common',
	no_mutuals_body: (name: string) =>
		`Only friends see all friends of ${name}; you would see here whom you both know.`,
	only_mutuals: (name: string) =>
		`The friends you have in common with ${name}. The whole list is for their friends.`,
	manage_friends: 'Requests and friends of yours',

	incoming_title: 'Waiting for your answer',
	outgoing_title: 'Waiting for theirs',
	no_requests: 'No requests',
	no_requests_body: 'When somebody asks you, or you ask somebody, it stands here.',

	suggestions_title: 'People you may know',
	more_suggestions: 'Show more',
	no_suggestions: 'Nobody to suggest yet',
	no_suggestions_body:
		'With a few friends, or people you follow, you will find here whom they know.',
	not_interested: 'Not interested',
	not_interested_name: (name: string) => `Do not suggest ${name}`,
	passed_over: (name: string) => `${name} will not be suggested again.`,
	reasons: {
		friends_of_friends: (count: number, who: string) =>
			plural(count, { one: '# friend in common', other: '# friends in common' }) +
			(who ? `: ${who}` : ''),
		followed_by_followed: (count: number, who: string) =>
			who
				? `Followed by ${who}, whom you follow`
				: plural(count, {
						one: 'Followed by # whom you follow',
						other: 'Followed by # whom you follow'
					}),
		same_interests: (count: number, who: string) =>
			who
				? `Interested in ${who}, like you`
				: plural(count, { one: '# interest in common', other: '# interests in common' }),
		same_sections: (count: number, who: string) =>
			who
				? `Often in ${who}, like you`
				: plural(count, { one: '# section in common', other: '# sections in common' })
	},

	asking_title: 'Requests for friendship',
	asking_hint: 'It counts for new requests; those that wait already stay.',
	who_may_ask: 'Who may ask you',
	may_ask_open: 'Everybody here',
	may_ask_open_hint: 'Whom you block cannot.',
	may_ask_nobody: 'Nobody',
	may_ask_nobody_hint: 'You can still ask others.',
	may_ask_servers: 'At the moment only people who share a server with you may ask.',
	auto_decline: 'Decline by itself whoever shares no server with you',
	auto_decline_hint:
		'You are not told of such requests. As long as there are no servers here, that is everybody’s.',
	card: (name: string) => `About ${name}`
};
