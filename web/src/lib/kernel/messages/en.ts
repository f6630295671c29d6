import { pluralIn } from './plural';
import { refusals } from './refusals';

const plural = pluralIn('en');

/** What every part of the house says, in English. */
export const en = {
	refusals,
	retry: 'Try again',
	cancel: 'Cancel',
	close: 'Close',
	save: 'Save',
	undo: 'Undo',
	back: 'Back',
	copy: 'Copy',
	copied: 'Copied',
	copy_failed: 'Could not copy. Select the text and copy it yourself.',
	loading: 'Loading',
	load_more: 'Show more',
	loading_more: 'Loading more',
	next_row: 'Next in the list',
	previous_row: 'Previous in the list',
	required: 'required',
	optional: 'optional',
	show_password: 'Show password',
	hide_password: 'Hide password',
	dismiss: 'Dismiss',
	notifications: 'Messages from Longhouse',
	something_wrong: 'Something went wrong',
	offline_error: 'You seem to be offline. Check your connection and try again.',
	bad_answer: 'The server gave an answer that could not be understood. Try again in a moment.',
	unexpected: 'That did not work. Try again in a moment.',
	try_again_in: (seconds: number) =>
		plural(seconds, { one: 'Try again in # second.', other: 'Try again in # seconds.' }),
	request_id: (id: string) => `If it keeps happening, tell your admins this number: ${id}`,
	characters_left: (count: number) =>
		plural(count, { one: '# character left', other: '# characters left' }),
	characters_over: (count: number) =>
		plural(count, { one: '# character too many', other: '# characters too many' }),
	commands: 'Commands',
	find_command: 'What do you want to do?',
	no_command: 'Nothing by that name. Try another word.',
	digit_code: (length: number) => `${length}-digit code`
};
