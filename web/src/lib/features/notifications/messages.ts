import { pluralIn } from '$lib/kernel';
import { place } from './place';

const plural = pluralIn('en');

export const en = {
	...place,
	subtitle: 'What others did that is about you',
	all: 'All',
	unread: 'Unread',
	unread_mark: 'not read yet',
	mark_all: 'Mark all as read',
	all_marked: 'Everything is marked as read.',
	mark_read: 'Mark as read',
	mark_unread: 'Mark as unread',
	dismiss: 'Remove',
	dismissed: 'The notification is removed.',
	dismiss_key: 'Remove the notification',
	mark_key: 'Mark the notification as read or unread',
	mark_all_key: 'Mark all notifications as read',
	more_for: (what: string) => `More for: ${what}`,
	newer: (count: number) => plural(count, { one: '# new', other: '# new' }),
	today: 'Today',
	yesterday: 'Yesterday',
	settings: 'Settings for notifications',
	nothing: 'Nothing yet',
	nothing_body: 'When somebody answers you, mentions you or follows you, it is told here.',
	all_read: 'All read',
	all_read_body: 'Nothing waits for you.',
	show_all: 'Show all',
	to_sections: 'Go to the sections',
	undo: 'Undo',
	undone: (why: string) => `That did not work, so everything is as before. ${why}`,

	somebody: 'Somebody',
	two: (a: string, b: string) => `${a} and ${b}`,
	and_others: (name: string, others: number) =>
		plural(others, { one: `${name} and # other`, other: `${name} and # others` }),
	answered: (who: string, _people: number) => `${who} answered you`,
	mentioned: (who: string, _people: number) => `${who} mentioned you`,
	mentioned_in_comment: (who: string, _people: number) => `${who} mentioned you in a comment`,
	reacted_post: (who: string, _people: number, emojis: string) =>
		`${who} reacted ${emojis} to your post`,
	reacted_comment: (who: string, _people: number, emojis: string) =>
		`${who} reacted ${emojis} to your comment`,
	followed: (who: string, people: number) =>
		plural(people, { one: `${who} follows you now`, other: `${who} follow you now` }),
	asked: (who: string, people: number) =>
		plural(people, {
			one: `${who} wants to be your friend`,
			other: `${who} want to be your friends`
		}),
	befriended: (who: string, people: number) =>
		plural(people, { one: `${who} is your friend now`, other: `${who} are your friends now` }),
	new_posts: (count: number, section: string) =>
		count >= 100
			? `More than 99 new posts in ${section}`
			: plural(count, { one: `# new post in ${section}`, other: `# new posts in ${section}` }),
	open: 'Open',

	section_menu: (section: string) => `More for ${section}`,
	tell_me: 'Tell me about new posts',
	told_now: (section: string) => `You are told about new posts in ${section}.`,
	not_told_now: (section: string) => `You are not told about new posts in ${section} any more.`,

	types_title: 'What you are told, and where',
	types_body: 'What is off is not told at all there; nothing is kept from you in the pages.',
	what: 'What',
	type: {
		new_comment: 'Answers to you',
		mention: 'Mentions of you',
		reaction: 'Reactions',
		follow: 'New followers',
		friend_request: 'Requests for friendship',
		friend_accepted: 'New friends',
		new_post: 'New posts in your sections'
	},
	channel: { in_app: 'Here', push: 'Push', email: 'E-mail' },
	cell: (type: string, channel: string) => `${type}: ${channel}`,
	no_email: 'No e-mail address is known, so nothing can be sent there.',
	add_email: 'Add an address',
	email_unconfirmed: 'Your e-mail address is not confirmed yet, so nothing is sent there.',
	confirm_email: 'Confirm it',

	quiet_title: 'Quiet hours',
	quiet_body: 'In these hours nothing is pushed and no mail is sent. What came is told afterwards.',
	quiet_on: 'Keep quiet hours',
	quiet_from: 'From',
	quiet_until: 'Until',
	quiet_zone: (zone: string) => `In the time of ${zone}.`,
	quiet_elsewhere: (zone: string) => `This device is in ${zone}.`,
	use_zone: 'Use this zone',

	batching_title: 'E-mail, how often',
	batching: {
		instant: { label: 'At once', hint: 'Within a few minutes.' },
		hourly: { label: 'Every hour', hint: 'What came, in one message for each kind.' },
		daily: { label: 'Once a day', hint: 'What came, in one message for each kind.' }
	},

	sections_title: 'Sections',
	sections_body: 'Be told about new posts in these.',

	push_title: 'Push on this device',
	push_body: 'A short word on this device when something happens, also while Longhouse is closed.',
	push_on: 'Push is on for this device.',
	push_turn_on: 'Turn on',
	push_turn_off: 'Turn off',
	push_off: 'Push is off for this device. Turning it on asks your browser for permission.',
	push_denied: 'Your browser does not let Longhouse show messages.',
	push_denied_how:
		'Open what it knows about this page (the sign beside the address), allow notifications, and come back.',
	push_unsupported: 'This browser cannot be pushed to.',
	push_unsupported_ios:
		'On an iPhone or iPad add Longhouse to the home screen first (share, “Add to Home Screen”), and open it from there.',
	push_unsupported_http: 'Push needs the house to be reached over https.',
	push_test: 'Send a test',
	push_tested: 'A test is on its way to your devices.',
	push_failed: (why: string) => `Push could not be turned on. ${why}`,
	push_no_service: 'The push service of your browser did not answer. Try again later.',
	devices: 'Devices that are pushed to',
	this_device: 'This device',
	since: (date: string) => `Since ${date}`,
	remove_device: (device: string) => `Remove ${device}`,
	device_removed: (device: string) => `${device} is not pushed to any more.`,

	unsubscribe_title: 'Stop these e-mails?',
	unsubscribe_body: 'Nothing else changes: you are still told in Longhouse itself.',
	unsubscribe_press: 'Stop these e-mails',
	unsubscribed_title: 'Done',
	unsubscribed_body: (type: string) => `No more e-mails about: ${type}.`,
	unsubscribe_broken_title: 'This link does not work',
	unsubscribe_broken_body:
		'It may be cut off or too old. The settings of your account stop any e-mail as well.',
	to_settings: 'Open the settings'
};
