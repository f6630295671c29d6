import { pluralIn, type Translation } from '$lib/kernel';
import type { en } from './messages';

const plural = pluralIn('de');

export const de: Translation<typeof en> = {
	good_morning: (name) => `Guten Morgen, ${name}`,
	good_afternoon: (name) => `Guten Tag, ${name}`,
	good_evening: (name) => `Guten Abend, ${name}`,
	good_night: (name) => `Noch wach, ${name}?`,
	at: (house) => `Das ist ${house}.`,
	your_account: 'Dein Konto',
	account_body: 'Wie andere dich sehen und wie du dich anmeldest.',
	member_since: (date) => `Hier seit ${date}`,
	admin: 'Admin',
	edit_profile: 'Profil bearbeiten',
	safer_title: 'Mach dein Konto schwerer zu stehlen',
	safer_body:
		'Ein zweiter Schritt bei der Anmeldung hält andere draußen, selbst wenn sie dein Passwort kennen.',
	safer_action: 'Einrichten',
	waiting_title: 'Vor der Tür',
	waiting_body: 'Sie möchten dazukommen. Lass sie herein, oder nicht.',
	waiting_since: 'gefragt',
	waiting_more: (count) => plural(count, { one: 'und noch jemand', other: 'und # weitere' }),
	nobody_waiting: 'Niemand wartet. Wer dazukommen möchte, erscheint hier.',
	make_invite: 'Einladung machen'
};
