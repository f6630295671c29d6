import { pluralIn, type Translation } from '$lib/kernel';
import type { en } from './messages';

const plural = pluralIn('de');

export const de: Translation<typeof en> = {
	posts: 'Beiträge',
	post: 'Beitrag',
	write: 'Neuer Beitrag',
	write_prompts: {
		music: 'Was hörst du gerade? Füge einen Link ein und sag, warum.',
		photo: 'Zieh Bilder hierher, oder sag, wo man sie sieht.',
		event: 'Was ist los? Füge einen Link zur Veranstaltung ein.',
		recipe: 'Was sollten alle kochen? Füge ein Rezept ein.',
		book: 'Was liest du gerade? Füge einen Link oder eine ISBN ein.',
		movie: 'Was sollten wir sehen? Füge einen Link ein.',
		general: 'Was beschäftigt dich?'
	},
	write_where: (section) => `Neuer Beitrag in ${section}`,
	text: 'Text',
	publish: 'Veröffentlichen',
	publishing: 'Wird gesendet',
	draft_kept: 'Entwurf auf diesem Gerät behalten',
	discard_draft: 'Entwurf verwerfen',
	markdown_hint: '**fett**, *kursiv*, > Zitat, `Code`, - Liste',
	add_files: 'Bilder, Filme oder Töne hinzufügen',
	drop_here: 'Dateien hier ablegen',
	loading_card: 'Sieht nach, was hinter dem Link steht',
	remove_card: 'Ohne diese Karte veröffentlichen',
	no_card: 'Über diesen Link war nichts zu erfahren. Er wird so veröffentlicht, wie er ist.',
	mention_people: 'Mitglieder zum Erwähnen',
	nothing_to_post: 'Schreib etwas, oder füge einen Link oder eine Datei hinzu.',
	too_long: 'Das ist zu lang. Kürze es, oder mach zwei Beiträge daraus.',
	wait_for_uploads: 'Die Dateien sind noch nicht alle da.',
	upload_failed_first:
		'Eine Datei ließ sich nicht senden. Versuche es noch einmal oder entferne sie.',
	who_sees: 'Wer es sieht',
	who_sees_now: (who) => `Wer es sieht: ${who}`,
	audience: {
		public: 'Alle',
		followers: 'Follower',
		friends: 'Freunde',
		private: 'Nur ich'
	},
	audience_means: {
		public: 'Alle Mitglieder dieses Hauses.',
		followers: 'Nur Mitglieder, die dir folgen.',
		friends: 'Nur, mit wem du befreundet bist.',
		private: 'Eine Notiz, die sonst niemand sieht.'
	},

	by: (name) => `Von ${name}`,
	somebody: 'Ehemaliges Mitglied',
	edited: 'bearbeitet',
	edited_at: (when) => `Bearbeitet ${when}`,
	open_post: 'Beitrag öffnen',
	menu: (name) => `Mehr zum Beitrag von ${name}`,
	edit: 'Bearbeiten',
	edit_post: 'Beitrag bearbeiten',
	save_changes: 'Änderungen speichern',
	delete: 'Löschen',
	copy_link: 'Link kopieren',
	link_copied: 'Der Link ist kopiert.',
	copy_failed: 'Der Link ließ sich nicht kopieren. Er steht in der Adresszeile des Beitrags.',
	show_more: 'Alles zeigen',
	show_less: 'Weniger zeigen',

	deleted: 'Der Beitrag ist gelöscht. Sieben Tage lang lässt er sich wiederherstellen.',
	deleted_row: 'Du hast diesen Beitrag gelöscht. Sieben Tage lang lässt er sich wiederherstellen.',
	deleted_other: 'Dieser Beitrag wurde gelöscht.',
	deleted_author: 'Selbst gelöscht.',
	remove: 'Entfernen (als Admin)',
	removed: 'Der Beitrag ist entfernt. Er wartet unter Inhalte.',
	removed_row: 'Von einem Admin entfernt.',
	removed_mine: 'Von einem Admin entfernt. Frag einen von ihnen, wenn er hier stehen sollte.',
	restore: 'Wiederherstellen',
	restored: 'Der Beitrag ist wieder da.',
	undo: 'Rückgängig',
	undone: (why) => `Das ging nicht, also ist alles wie vorher. ${why}`,
	not_sent: (why) => `Nicht veröffentlicht. ${why}`,
	send_again: 'Noch einmal',
	take_back: 'Zurück zum Entwurf',
	waits_for_line: 'Wartet auf eine Verbindung. Es wird von selbst gesendet.',
	waits_for_room: 'Wartet einen Moment: Das war viel auf einmal.',
	no_room:
		'Es wartet schon zu viel auf das Senden. Dein Text bleibt: Sende ihn, sobald du wieder online bist.',
	on_its_way: 'Es wird gerade gesendet. Ändere es, sobald es da ist.',
	perhaps_there:
		'Zurückgenommen. Falls es schon angekommen war, findest du es auf deiner Seite und kannst es dort löschen.',

	newer: (count) => plural(count, { one: '# neuer Beitrag', other: '# neue Beiträge' }),
	gone_title: 'Diesen Beitrag gibt es hier nicht',
	gone_body: 'Er wurde gelöscht, oder er ist nicht für dich bestimmt.',
	to_sections: 'Zu den Bereichen',
	close: 'Schließen'
};
