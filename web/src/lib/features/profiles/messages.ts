import { pluralIn } from '$lib/kernel';
import { faceWords, words } from './place';

const plural = pluralIn('en');

export const en = {
	...words,
	...faceWords,
	profile_subtitle: 'How others here see you',
	display_name_hint: '3 to 40 characters. Leave it empty to go by your name.',
	display_name_short: (missing: number) =>
		plural(missing, { one: 'One more character.', other: '# more characters.' }),
	display_name_long: 'At most 40 characters.',
	bio_hint: 'A sentence or two. *Italic*, **bold** and links work.',
	save: 'Save',
	preview: 'Preview',
	member_since: (date: string) => `Here since ${date}`,
	unsaved: 'Not saved yet',
	discard: 'Discard changes',
	draft_found: 'Here is what you wrote before and did not save.',
	changed_elsewhere: 'Your profile was changed on another device.',
	take_theirs: 'Show that version',
	leave_title: 'Leave without saving?',
	leave_body: 'What you wrote stays on this device until you come back.',
	stay: 'Stay here',
	leave_unsaved: 'Leave',
	save_and_leave: 'Save and leave',
	change: 'Change',
	fill_in: 'Fill in your profile',

	parts_label: 'Parts of your profile',
	parts: {
		basics: 'Basics',
		identity: 'Identity',
		interests: 'Interests',
		visibility: 'Visibility',
		showcase: 'Showcase'
	},
	needs_attention: 'needs your attention',
	fields: {
		display_name: 'Display name',
		avatar: 'Picture',
		banner: 'Banner',
		bio: 'About you',
		gender: 'Gender',
		pronouns: 'Pronouns',
		location: 'Place',
		interests: 'Interests',
		activity: 'Recent activity',
		connections: 'Friends',
		follows: 'Followers and following',
		showcase: 'Showcase',
		last_active: 'When you were here'
	},
	field_hints: {
		connections:
			'Who your friends are, and how many. In the list of a friend who shows theirs, you still stand.',
		follows:
			'Whom you follow, who follows you, and how many. Friends follow each other: whoever sees this can guess who your friends are.',
		last_active: 'Whether you are here now, and when you last were.'
	},
	levels: { public: 'All members', connections: 'Friends', private: 'Only me' },
	who_sees_now: (field: string, level: string) => `Who sees it: ${field}. Now: ${level}`,
	private_to_you: 'Private to you',
	friends_only: 'Friends see this',
	groups: {
		about: 'About you',
		interests: 'Interests',
		showcase: 'Showcase',
		activity: 'Activity'
	},
	hide_profile: 'Hide entire profile',
	hide_profile_hint:
		'Others then see your username, and your display name and picture as chosen below. Nothing else, friends included.',
	hide_profile_on:
		'Only your username, display name and picture can be seen now. Switch it off, and everything is as you chose below.',
	waits_for_switch: 'Hidden. Counts again once your profile is shown.',
	hidden_now: 'Your profile is hidden. Others see your name and your picture only.',

	viewers: { stranger: 'A member', connection: 'A friend', self: 'You' },
	seen_by: 'As it is seen by',
	they_do_not_see: 'Not shown to them',

	choose_picture: 'Choose a picture',
	change_picture: 'Change',
	remove_picture: 'Remove',
	avatar_hint: 'Choose one or drop it here. At least 512 × 512 pixels.',
	banner_hint: 'Three times as wide as high; you cut it to fit. At least 512 × 512 pixels.',
	avatar_removed: 'Your picture is removed.',
	banner_removed: 'Your banner is removed.',
	picture_is_none: 'That is not a picture. A JPEG, PNG or WebP file works.',
	picture_undrawable: 'This browser cannot read that picture. A JPEG, PNG or WebP file works.',
	picture_too_small: (width: number, height: number) =>
		`That picture has ${width} × ${height} pixels. It needs at least 512 × 512 to look good; do you have a larger one?`,
	picture_sending: 'Sending your picture',
	picture_working: 'Almost there',
	crop_avatar: 'Your picture',
	crop_banner: 'Your banner',
	crop_area: 'What will be shown',
	crop_zoom: 'Zoom',
	crop_how: 'Drag to move, pinch or scroll to zoom.',
	crop_keys: 'With keys: arrows, + and −, and 0 to start over.',
	crop_use: 'Use this',
	crop_soft: 'There are few pixels in this part, so it may look soft.',

	own_words: 'Your own words',
	presets: (label: string) => `${label}: suggestions`,
	pronouns_hint: 'Shown beside your name. Up to 30 characters.',
	gender_hint: 'Only if you like. Up to 30 characters.',
	location_hint: 'A city is enough; nobody sees more than that.',
	location_placeholder: 'Begin to type a city',
	location_away: 'Take the place away',
	places: 'Places',
	no_place: 'No city begins like that. Try another spelling.',
	interests_hint: (left: number) =>
		plural(left, { one: 'Room for one more.', other: 'Room for # more.' }),
	interests_full: 'Twelve is the most. Take one away to add another.',
	interests_placeholder: 'Type one, or choose below',
	interests_offered: 'Interests to choose from',
	interests_yours: 'Your interests',
	interest_own: 'Not in the list. Press Enter to use your own words.',
	interest_length: 'An interest has 2 to 30 characters.',
	remove_name: (name: string) => `Remove: ${name}`,
	move_name: (name: string) => `Move: ${name}`,
	grab_how:
		'Press Space to grab it, the arrow keys to move it, Space to drop it, Escape to leave it where it was.',
	grab: {
		grabbed: (name: string, place: number, count: number) =>
			`${name} grabbed. Place ${place} of ${count}.`,
		moved: (name: string, place: number, count: number) => `${name}: place ${place} of ${count}.`,
		dropped: (name: string, place: number, count: number) =>
			`${name} dropped at place ${place} of ${count}.`,
		cancelled: (name: string) => `${name} is where it was.`
	},

	collections: { favorite_posts: 'Favourite posts' },
	showcase_hint: 'Up to three things of each kind that you would like people to find.',
	add_card: 'Add',
	cards_free: (free: number) =>
		plural(free, { one: 'Room for one more.', other: 'Room for # more.' }),
	cards_full: 'Three is the most.',
	no_cards: 'Nothing here yet. What would you show a newcomer?',
	note_placeholder: 'Why you like it, if you want',
	note_for: (title: string) => `Note for: ${title}`,
	pick_hint: 'Choose one to show on your profile.',
	pick_search: 'Find a post',
	pick_nothing: 'Nothing found. Try another word.',
	pick_nothing_yet: 'There is nothing to show yet. What you publish appears here.',
	already_shown: 'Shown already',

	lately: 'Lately',
	did: { joined: 'Came into the house', posted: 'Published a post', commented: 'Wrote a comment' },
	did_befriend: (name: string) => `Became friends with ${name}`,
	did_show: (field: string, level: string) => `You show “${field}” to: ${level}`,
	did_show_many: (count: number) =>
		plural(count, {
			one: 'You changed who sees one field',
			other: 'You changed who sees # fields'
		}),
	own_empty_title: 'Your page is still blank',
	own_empty_body: 'A few words and an interest or two help others to find you.',
	keeps_to_friends: (name: string) => `${name} keeps their page to friends`,
	keeps_to_friends_body: 'Friends may see more.',
	keeps_to_self: (name: string) => `${name} shows nothing here at the moment`,
	nothing_yet: (name: string) => `${name} has not written anything here yet`,
	nothing_yet_body: 'Posts and comments are on the other pages.',

	welcome: (house: string) => `Welcome to ${house}`,
	welcome_body: 'Three small things, so that people know who came in. Each can wait.',
	welcome_progress: 'Your profile',
	welcome_later: 'You find all of this under Settings, Profile.',
	not_now: 'Not now',
	step_of: (step: number, count: number) => `${step} of ${count}`,
	steps: {
		name: { title: 'What shall we call you?', body: 'A name that people here know you by.' },
		picture: { title: 'Would you like a face?', body: 'A picture beside everything you write.' },
		interests: {
			title: 'What do you like?',
			body: 'Others who like the same find you by it.'
		}
	},
	go_on: 'Continue',
	finish: 'Done',
	skip_step: 'Skip',
	getting_started: 'Getting started',
	getting_started_hint: 'Name, picture and interests, one after the other.',

	appearance_subtitle: 'Kept with your account, on every device',
	theme_system: 'As on this device',
	theme_light: 'Light',
	theme_dark: 'Dark',
	text_small: 'Small',
	text_normal: 'Normal',
	text_large: 'Large',
	motion_and_language: 'Motion and language',
	language_of_device: 'As on this device',
	language_hint: 'Mails and pushes are written in it too, in English or German.',
	reduce_motion: 'Reduce motion',
	reduce_motion_hint: 'Things appear in place instead of moving there.',
	sample: 'The kettle is on, the door is open, and somebody has left a book on the stairs.'
};
