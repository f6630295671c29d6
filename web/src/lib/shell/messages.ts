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
	offline: 'You are offline. What you see may be out of date.',
	reconnected: 'Connected again.',
	update_ready: 'A new version of Longhouse is ready.',
	reload: 'Reload',
	not_found_title: 'There is nothing here',
	not_found_body: 'The page may have moved, or it may not be yours to see.',
	to_home: 'Go home',
	error_title: 'This page could not be shown',
	error_body: 'Reloading often helps. If it does not, tell your admins what you did.',
	unreachable_title: 'Longhouse cannot be reached',
	unreachable_body:
		'You may be offline, or the server may be resting. This page tries again by itself.',
	loading: 'Opening the door'
};
