import { pluralIn } from '$lib/kernel';
import { place } from './place';

const plural = pluralIn('en');
const words = { one: 'one word', other: '# words' };
const people = { one: 'one person', other: '# people' };

export const en = {
	...place,
	subtitle: 'A plane without edges. Words appear where they are said, fade, and are kept nowhere.',
	house: 'Everybody’s canvas',
	house_hint: 'Open to all, always here.',
	here: (count: number) =>
		count === 0 ? 'Nobody here' : plural(count, { one: '# here', other: '# here' }),
	by: (name: string) => `Made by ${name}`,
	make: 'New canvas',
	make_title: 'Make a canvas',
	make_hint: 'Everybody here can find it and write on it.',
	name: 'Name',
	made: 'Make it',
	rename: 'Rename',
	rename_title: 'Rename this canvas',
	menu: (name: string) => `${name}: more`,
	remove: 'Delete',
	remove_title: (name: string) => `Delete “${name}”?`,
	remove_body: 'Whoever is on it is led back to the list. This cannot be undone.',
	removed: 'The canvas is deleted.',
	none: 'No canvas but this one yet',
	none_body: 'Make one for a topic, a meeting or a game. It has a plane of its own.',
	more: 'Show more canvases',

	back: 'All canvases',
	arriving: 'Opening the canvas',
	not_read: (why: string) => `What this canvas is called could not be read. ${why}`,
	plane: (name: string) => `Plane of ${name}`,
	plane_hint:
		'Arrow keys move the view, plus and minus zoom, 0 goes back to the middle, Enter writes in the middle of the view. Tab leads to arrows towards what is said out of sight. L opens the list of words and people.',
	write_here: 'Write something at this place',
	write: 'Click anywhere and write',
	write_touch: 'Tap anywhere and write',
	placeholder: 'Say something',
	send: 'Send',
	bytes_left: (count: number) =>
		plural(count, { one: 'Room for # more', other: 'Room for # more' }),
	bytes_over: (count: number) => plural(count, { one: '# too many', other: '# too many' }),
	zoom_in: 'Zoom in',
	zoom_out: 'Zoom out',
	zoom: (percent: string) => `Zoom ${percent}: back to 100 %`,
	middle: 'Back to the middle',
	fit: 'Fit to people and words',
	share: 'Copy the address of this place',
	shared: 'The address of this place is copied.',
	arrow: (name: string, count: number) =>
		count === 1
			? `${name} said something there`
			: `${name} and ${plural(count - 1, { one: 'one other', other: '# others' })} said something there`,

	list: 'Words and people',
	words: 'Words',
	people: 'Here now',
	no_words: 'Nothing is being said right now.',
	you: 'You',
	at: (x: string, y: string) => `at ${x}, ${y}`,
	go_to_word: (name: string, text: string) => `${name}: ${text}. Show the place`,
	go_to_person: (name: string) => `${name}: show the place`,
	writing: 'writing',

	said: (name: string, text: string) => `${name}: ${text}`,
	much_said: (count: number, speakers: number) =>
		`${plural(count, words)} from ${plural(speakers, people)}.`,
	came: (names: string) => `${names} came.`,
	went: (names: string) => `${names} left.`,
	others: (count: number) => plural(count, { one: 'one other', other: '# others' }),

	too_many: 'That was a lot at once. Take a breath, then go on.',
	too_many_wait: (seconds: number) =>
		plural(seconds, {
			one: 'There is room again in # second.',
			other: 'There is room again in # seconds.'
		}),
	room_again: 'There is room again.',
	too_large: 'That is more than fits on a canvas at once.',
	not_said: 'That needs some words, and a place that is not too far out.',
	unwelcome: 'Please find other words: some of these are not welcome here.',
	offline: 'There is no connection right now. Your words are kept here.',
	refused: 'That could not be said. Your words are kept here.',
	set_aside: 'You had begun to write this.',
	more_refused: (count: number) =>
		plural(count, { one: 'One more is kept behind it.', other: '# more are kept behind it.' }),
	quoted: (text: string) => `“${text}”`,
	take_up: 'Write it again',
	dismiss: 'Let it go',

	gone_title: 'This canvas is not here any more',
	gone_body: 'It may have been deleted, or it may no longer be yours to see.'
};
