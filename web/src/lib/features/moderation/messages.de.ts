import { pluralIn, type Translation } from '$lib/kernel';
import type { en } from './messages';

const plural = pluralIn('de');

export const de: Translation<typeof en> = {
	content: 'Inhalte',
	content_subtitle: 'Was gelöscht wurde. Nur Admins sehen diese Seite.',
	deleted_posts: 'Beiträge',
	deleted_comments: 'Kommentare',
	everything: 'Alles',
	which: 'Was gelöscht wurde',
	search: 'Wörter suchen',
	author: 'Von Mitglied',
	clear: 'Filter leeren',
	newer: (count) => plural(count, { one: '# neueren zeigen', other: '# neuere zeigen' }),
	post_in: (section) => `Beitrag in ${section}`,
	post: 'Beitrag',
	comment_on: (name) => `Kommentar zu einem Beitrag von ${name}`,
	comment: 'Kommentar',
	by_author: 'Selbst gelöscht',
	by_admin: (name) => `Entfernt von ${name}`,
	by_former_admin: 'Von einem Admin entfernt',
	not_restorable: 'Solange das Konto dazu gelöscht ist, lässt es sich nicht zurückholen.',
	restore: 'Wiederherstellen',
	erase: 'Endgültig löschen',
	restore_label: (name) => `Wiederherstellen, was ${name} schrieb`,
	erase_label: (name) => `Endgültig löschen, was ${name} schrieb`,
	post_restored: 'Der Beitrag ist wieder an seinem Platz.',
	comment_restored: 'Der Kommentar ist wieder an seinem Platz.',
	post_erased: 'Der Beitrag ist endgültig gelöscht.',
	comment_erased: 'Der Kommentar ist endgültig gelöscht.',
	undo: 'Rückgängig',
	undone: (why) => `Das ging nicht, also ist alles wie vorher. ${why}`,

	erase_post_title: 'Diesen Beitrag endgültig löschen?',
	erase_comment_title: 'Diesen Kommentar endgültig löschen?',
	erase_body: 'Das kann niemand rückgängig machen.',
	goes_along: 'Mit ihm verschwinden',
	goes_text: (name) => `die Worte von ${name}`,
	goes_comments: (count) =>
		plural(count, { one: '# Kommentar darunter', other: 'alle # Kommentare darunter' }),
	goes_files: (count) => plural(count, { one: '# Datei', other: '# Dateien' }),
	goes_reactions: (count) => plural(count, { one: '# Reaktion', other: '# Reaktionen' }),
	replies_stay: (count) =>
		plural(count, {
			one: 'Die Antwort darunter bleibt, und eine leere Stelle darüber.',
			other: 'Die # Antworten darunter bleiben, und eine leere Stelle darüber.'
		}),
	erase_press: 'Endgültig löschen',
	erase_again: 'Zum Löschen noch einmal drücken',
	erase_armed: 'Drück den Knopf noch einmal, und es ist endgültig weg.',

	no_posts_title: 'Keine gelöschten Beiträge',
	no_comments_title: 'Keine gelöschten Kommentare',
	nothing_title: 'Nichts ist gelöscht',
	nothing_body: 'Was Mitglieder löschen oder Admins entfernen, wartet hier.',
	no_match_title: 'Nichts passt',
	no_match_body: 'Versuche weniger Wörter oder ein anderes Mitglied.',
	own: 'Zuletzt gelöscht',
	own_subtitle: 'Was du in den letzten Tagen gelöscht hast, solange du es zurückholen kannst.',
	own_nothing_title: 'Nichts zurückzuholen',
	own_nothing_body: 'Beiträge und Kommentare, die du löschst, warten hier eine Weile.',
	by_me: 'Von dir gelöscht',
	to_sections: 'Zu den Bereichen',
	keys_move: 'bewegen,',
	keys_restore: 'holt zurück'
};
