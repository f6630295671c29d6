import { pluralIn } from '$lib/kernel';

const plural = pluralIn('en');

export const en = {
	skip: 'Skip to the content',
	main_navigation: 'Main',
	home: 'Home',
	own_page: 'Your page',
	settings: 'Settings',
	admin: 'Admin',
	waiting: (count: number) => plural(count, { one: '# waiting', other: '# waiting' }),
	go_to: (place: string) => `Go to ${place}`,
	member_menu: (name: string) => `${name}: your account`,
	theme: 'Appearance',
	theme_system: 'As the device',
	theme_light: 'Light',
	theme_dark: 'Dark',
	sign_out: 'Sign out',
	keys_title: 'Keyboard',
	keys_body: 'A pair of keys is pressed one after the other.',
	open_palette: 'Find and do anything',
	show_keys: 'Show these keys',
	connecting: 'Connecting…',
	crowded: 'Open in too many windows. Close some, and this one hears what happens again.',
	offline: 'You are offline.',
	as_of: (when: string) => `Last updated ${when}.`,
	unsent: (count: number) =>
		plural(count, { one: '# thing waits to be sent.', other: '# things wait to be sent.' }),
	not_sent: (why: string) => `Something you wrote was not sent. ${why} Your text is kept.`,
	look: 'Look',
	install: 'Install as an app',
	signed_out_here:
		'You are signed out on this device. The server is told as soon as there is a connection.',
	leave_title: 'Sign out and lose what was not sent?',
	leave_body: (count: number) =>
		plural(count, {
			one: '# thing you wrote waits for a connection. It goes when you sign out.',
			other: '# things you wrote wait for a connection. They go when you sign out.'
		}),
	reconnected: 'Connected again.',
	update_ready: 'A new version is ready.',
	reload: 'Reload',
	not_found_title: 'There is nothing here',
	not_found_body: 'The page may have moved, or it may not be yours to see.',
	to_home: 'Go home',
	error_title: 'This page could not be shown',
	error_body: 'Reloading often helps. If it does not, tell your admins what you did.',
	crowded_title: 'One moment',
	crowded_body: 'That was a lot at once. This page opens by itself in a few seconds.',
	unreachable_title: 'Longhouse cannot be reached',
	unreachable_body:
		'You may be offline, or the server may be resting. This page tries again by itself.',
	loading: 'Opening the door'
};
