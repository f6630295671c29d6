import { pluralIn, type Translation } from '$lib/kernel';
import type { en } from './messages';

const plural = pluralIn('de');

export const de: Translation<typeof en> = {
	skip: 'Zum Inhalt springen',
	main_navigation: 'Hauptmenü',
	home: 'Zuhause',
	own_page: 'Deine Seite',
	settings: 'Einstellungen',
	admin: 'Verwaltung',
	waiting: (count) => plural(count, { one: '# wartet', other: '# warten' }),
	go_to: (place) => `Gehe zu: ${place}`,
	member_menu: (name) => `${name}: dein Konto`,
	theme: 'Aussehen',
	theme_system: 'Wie das Gerät',
	theme_light: 'Hell',
	theme_dark: 'Dunkel',
	sign_out: 'Abmelden',
	keys_title: 'Tastatur',
	keys_body: 'Zwei Tasten werden nacheinander gedrückt.',
	open_palette: 'Alles finden und tun',
	show_keys: 'Diese Tasten zeigen',
	connecting: 'Verbindet…',
	offline: 'Du bist offline. Was du siehst, kann veraltet sein.',
	reconnected: 'Wieder verbunden.',
	update_ready: 'Eine neue Version von Longhouse steht bereit.',
	reload: 'Neu laden',
	not_found_title: 'Hier ist nichts',
	not_found_body: 'Die Seite ist vielleicht umgezogen, oder sie ist nicht für dich gedacht.',
	to_home: 'Nach Hause',
	error_title: 'Diese Seite lässt sich nicht zeigen',
	error_body: 'Neu laden hilft oft. Wenn nicht, erzähle den Admins, was du getan hast.',
	unreachable_title: 'Longhouse ist nicht zu erreichen',
	unreachable_body:
		'Vielleicht bist du offline, oder der Server ruht. Diese Seite versucht es von selbst wieder.',
	loading: 'Die Tür geht auf'
};
