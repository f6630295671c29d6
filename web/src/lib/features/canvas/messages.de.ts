import { pluralIn, type Translation } from '$lib/kernel';
import type { en } from './messages';

const plural = pluralIn('de');
const words = { one: 'ein Wort', other: '# Wortmeldungen' };
const people = { one: 'einer Person', other: '# Personen' };

export const de: Translation<typeof en> = {
	canvas: 'Leinwand',
	subtitle:
		'Eine Fläche ohne Rand. Worte erscheinen, wo sie gesagt werden, verblassen und werden nirgends aufbewahrt.',
	house: 'Die Leinwand für alle',
	house_hint: 'Offen für alle, immer da.',
	here: (count) => (count === 0 ? 'Niemand da' : plural(count, { one: '# da', other: '# da' })),
	by: (name) => `Von ${name}`,
	make: 'Neue Leinwand',
	make_title: 'Eine Leinwand anlegen',
	make_hint: 'Alle hier können sie finden und darauf schreiben.',
	name: 'Name',
	made: 'Anlegen',
	rename: 'Umbenennen',
	rename_title: 'Diese Leinwand umbenennen',
	menu: (name) => `${name}: mehr`,
	remove: 'Löschen',
	remove_title: (name) => `„${name}“ löschen?`,
	remove_body: 'Wer darauf ist, kommt zurück zur Liste. Das lässt sich nicht rückgängig machen.',
	removed: 'Die Leinwand ist gelöscht.',
	none: 'Noch keine andere Leinwand',
	none_body: 'Lege eine für ein Thema, ein Treffen oder ein Spiel an. Sie hat eine eigene Fläche.',
	more: 'Mehr Leinwände zeigen',

	back: 'Alle Leinwände',
	arriving: 'Die Leinwand wird geöffnet',
	not_read: (why) => `Wie diese Leinwand heißt, ließ sich nicht lesen. ${why}`,
	plane: (name) => `Fläche von ${name}`,
	plane_hint:
		'Pfeiltasten bewegen den Ausschnitt, Plus und Minus zoomen, 0 führt zurück zur Mitte, Enter schreibt in der Mitte des Ausschnitts. Tab führt zu Pfeilen, die auf Gesagtes außerhalb zeigen. L öffnet die Liste der Worte und Personen.',
	write_here: 'An dieser Stelle etwas schreiben',
	write: 'Klicke irgendwohin und schreibe',
	write_touch: 'Tippe irgendwohin und schreibe',
	placeholder: 'Sag etwas',
	send: 'Senden',
	bytes_left: (count) => plural(count, { one: 'Noch Platz für #', other: 'Noch Platz für #' }),
	bytes_over: (count) => plural(count, { one: '# zu viel', other: '# zu viel' }),
	zoom_in: 'Vergrößern',
	zoom_out: 'Verkleinern',
	zoom: (percent) => `Zoom ${percent}: zurück auf 100 %`,
	middle: 'Zurück zur Mitte',
	fit: 'Alle Personen und Worte zeigen',
	share: 'Adresse dieser Stelle kopieren',
	shared: 'Die Adresse dieser Stelle ist kopiert.',
	arrow: (name, count) =>
		count === 1
			? `${name} hat dort etwas gesagt`
			: `${name} und ${plural(count - 1, { one: 'noch jemand', other: '# andere' })} haben dort etwas gesagt`,

	list: 'Worte und Personen',
	words: 'Worte',
	people: 'Jetzt da',
	no_words: 'Gerade wird nichts gesagt.',
	you: 'Du',
	at: (x, y) => `bei ${x}, ${y}`,
	go_to_word: (name, text) => `${name}: ${text}. Stelle zeigen`,
	go_to_person: (name) => `${name}: Stelle zeigen`,
	writing: 'schreibt',

	said: (name, text) => `${name}: ${text}`,
	much_said: (count, speakers) => `${plural(count, words)} von ${plural(speakers, people)}.`,
	came: (names) => `Gekommen: ${names}.`,
	went: (names) => `Gegangen: ${names}.`,
	others: (count) => plural(count, { one: 'noch jemand', other: '# weitere' }),

	too_many: 'Das war viel auf einmal. Atme durch, dann geht es weiter.',
	too_many_wait: (seconds) =>
		plural(seconds, {
			one: 'In # Sekunde ist wieder Platz.',
			other: 'In # Sekunden ist wieder Platz.'
		}),
	room_again: 'Es ist wieder Platz.',
	too_large: 'Das ist mehr, als auf einmal auf eine Leinwand passt.',
	not_said: 'Dafür braucht es Worte und eine Stelle, die nicht zu weit draußen liegt.',
	unwelcome: 'Bitte finde andere Worte: Einige davon sind hier nicht willkommen.',
	offline: 'Gerade gibt es keine Verbindung. Deine Worte bleiben hier.',
	refused: 'Das ließ sich nicht sagen. Deine Worte bleiben hier.',
	set_aside: 'Das hattest du zu schreiben begonnen.',
	more_refused: (count) =>
		plural(count, { one: 'Dahinter liegt noch eines.', other: 'Dahinter liegen noch #.' }),
	quoted: (text) => `„${text}“`,
	take_up: 'Noch einmal schreiben',
	dismiss: 'Verwerfen',

	gone_title: 'Diese Leinwand ist nicht mehr da',
	gone_body: 'Vielleicht wurde sie gelöscht, oder sie ist nicht mehr für dich zu sehen.'
};
