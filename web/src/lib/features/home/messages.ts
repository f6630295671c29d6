import { pluralIn } from '$lib/kernel';

const plural = pluralIn('en');

export const en = {
	title: 'Home',
	good_morning: (name: string) => `Good morning, ${name}`,
	good_afternoon: (name: string) => `Good afternoon, ${name}`,
	good_evening: (name: string) => `Good evening, ${name}`,
	good_night: (name: string) => `Still up, ${name}?`,
	at: (house: string) => `This is ${house}.`,
	your_account: 'Your account',
	account_body: 'How others see you, and how you sign in.',
	member_since: (date: string) => `Here since ${date}`,
	admin: 'Admin',
	edit_profile: 'Edit profile',
	safer_title: 'Make your account harder to steal',
	safer_body: 'A second step at sign-in keeps others out even if they learn your password.',
	safer_action: 'Set it up',
	waiting_title: 'Waiting at the door',
	waiting_body: 'People who asked to join and cannot come in until an admin says so.',
	waiting_count: (count: number) =>
		plural(count, { one: '# person is waiting', other: '# people are waiting' }),
	waiting_since: 'asked',
	waiting_more: (count: number) => plural(count, { one: 'and one more', other: 'and # more' }),
	see_all: 'See them',
	nobody_waiting: 'Nobody is waiting. Everyone who asked has been answered.'
};
