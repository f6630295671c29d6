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
	crowded: 'In zu vielen Fenstern offen. Schließ ein paar, dann hört dieses wieder, was geschieht.',
	offline: 'Du bist offline.',
	as_of: (when) => `Zuletzt aktualisiert: ${when}.`,
	unsent: (count) =>
		plural(count, {
			one: '# Sache wartet darauf, gesendet zu werden.',
			other: '# Sachen warten darauf, gesendet zu werden.'
		}),
	not_sent: (why) =>
		`Etwas, das du geschrieben hast, wurde nicht gesendet. ${why} Dein Text ist noch da.`,
	look: 'Ansehen',
	install: 'Als App installieren',
	signed_out_here:
		'Du bist auf diesem Gerät abgemeldet. Der Server erfährt es, sobald es eine Verbindung gibt.',
	leave_title: 'Abmelden und Ungesendetes verlieren?',
	leave_body: (count) =>
		plural(count, {
			one: '# Sache, die du geschrieben hast, wartet auf eine Verbindung. Sie geht beim Abmelden verloren.',
			other:
				'# Sachen, die du geschrieben hast, warten auf eine Verbindung. Sie gehen beim Abmelden verloren.'
		}),
	reconnected: 'Wieder verbunden.',
	update_ready: 'Eine neue Version steht bereit.',
	reload: 'Neu laden',
	not_found_title: 'Hier ist nichts',
	not_found_body: 'Die Seite ist vielleicht umgezogen, oder sie ist nicht für dich gedacht.',
	to_home: 'Nach Hause',
	error_title: 'Diese Seite lässt sich nicht zeigen',
	error_body: 'Neu laden hilft oft. Wenn nicht, erzähle den Admins, was du getan hast.',
	crowded_title: 'Einen Moment',
	crowded_body: 'Das war viel auf einmal. Diese Seite öffnet sich in ein paar Sekunden von selbst.',
	unreachable_title: 'Longhouse ist nicht zu erreichen',
	unreachable_body:
		'Vielleicht bist du offline, oder der Server ruht. Diese Seite versucht es von selbst wieder.',
	loading: 'Die Tür geht auf'
};
