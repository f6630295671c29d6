import type { en } from './en';
import { pluralIn } from './plural';
import { refusals } from './refusals.de';
import type { Translation } from './tree';

const plural = pluralIn('de');

export const de: Translation<typeof en> = {
	refusals,
	retry: 'Noch einmal',
	cancel: 'Abbrechen',
	close: 'Schließen',
	save: 'Speichern',
	undo: 'Rückgängig',
	back: 'Zurück',
	copy: 'Kopieren',
	copied: 'Kopiert',
	copy_failed: 'Kopieren ging nicht. Bitte den Text markieren und selbst kopieren.',
	loading: 'Lädt',
	load_more: 'Mehr zeigen',
	loading_more: 'Weitere werden geladen',
	next_row: 'Nächster Eintrag der Liste',
	previous_row: 'Voriger Eintrag der Liste',
	required: 'erforderlich',
	optional: 'freiwillig',
	show_password: 'Passwort zeigen',
	hide_password: 'Passwort verbergen',
	dismiss: 'Ausblenden',
	notifications: 'Meldungen von Longhouse',
	something_wrong: 'Da ist etwas schiefgegangen',
	offline_error: 'Du scheinst offline zu sein. Prüfe deine Verbindung und versuche es noch einmal.',
	bad_answer: 'Die Antwort des Servers war nicht zu verstehen. Versuche es gleich noch einmal.',
	unexpected: 'Das hat nicht geklappt. Versuche es gleich noch einmal.',
	try_again_in: (seconds) =>
		plural(seconds, {
			one: 'Versuche es in # Sekunde noch einmal.',
			other: 'Versuche es in # Sekunden noch einmal.'
		}),
	request_id: (id) => `Wenn es wieder geschieht, nenne den Admins diese Nummer: ${id}`,
	characters_left: (count) => plural(count, { one: 'noch # Zeichen', other: 'noch # Zeichen' }),
	characters_over: (count) =>
		plural(count, { one: '# Zeichen zu viel', other: '# Zeichen zu viel' }),
	commands: 'Befehle',
	find_command: 'Was möchtest du tun?',
	no_command: 'Nichts mit diesem Namen. Versuche ein anderes Wort.',
	digit_code: (length) => `${length}-stelliger Code`
};
