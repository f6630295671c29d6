import { pluralIn } from '$lib/kernel';

const plural = pluralIn('en');

export const en = {
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
	waiting_body: 'They asked to join. Let them in, or not.',
	waiting_since: 'asked',
	waiting_more: (count: number) => plural(count, { one: 'and one more', other: 'and # more' }),
	nobody_waiting: 'Nobody is waiting. Whoever asks to join appears here.',
	make_invite: 'Make an invite'
};
