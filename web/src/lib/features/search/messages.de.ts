import { pluralIn, type Translation } from '$lib/kernel';
import type { en } from './messages';

const plural = pluralIn('de');

export const de: Translation<typeof en> = {
	search: 'Suche',
	placeholder: 'Beiträge, Kommentare und Links durchsuchen',
	clear: 'Suche leeren',
	looking: 'Sucht',
	results: 'Ergebnisse',
	found: (count, more) =>
		more
			? `Mehr als ${count} Ergebnisse`
			: plural(count, { one: '# Ergebnis', other: '# Ergebnisse' }),
	filters: 'Filter',
	filters_count: (count) => `Filter, ${count} aktiv`,
	kind: 'Was gesucht wird',
	everything: 'Alles',
	kinds: { post: 'Beiträge', comment: 'Kommentare', link_metadata: 'Links' },
	one: { post: 'Beitrag', comment: 'Kommentar', link_metadata: 'Link' },
	where: 'Wo',
	everywhere: 'Überall',
	several_hint: 'Wähle so viele, wie du möchtest.',
	who: 'Von wem',
	anybody: 'Von allen',
	find_person: 'Name eines Mitglieds',
	nobody_found: 'Niemand mit diesem Namen.',
	in_section: (section) => `In ${section}`,
	by: (name) => `Von @${name}`,
	only: (kind) => `Nur ${kind}`,
	remove_filter: (filter) => `Filter entfernen: ${filter}`,
	done: 'Ergebnisse zeigen',
	in_post_by: (name) => `unter einem Beitrag von ${name}`,
	link_in_post_by: (name) => `geteilt von ${name}`,
	link_in_comment: (name) => `in einem Kommentar unter einem Beitrag von ${name}`,
	no_luck: (q) => `Nichts gefunden zu „${q}“`,
	no_luck_filtered: 'Nichts in dem, was du gewählt hast. Vielleicht steht es anderswo.',
	no_luck_body: 'Versuche weniger oder andere Wörter. Vom letzten genügt der Anfang.',
	search_everywhere: 'Überall suchen',
	offline: 'Zum Suchen braucht es eine Verbindung. Sobald sie da ist, geht es weiter.',
	offline_title: 'Du bist offline',
	recent: 'Zuletzt gesucht',
	clear_recent: 'Leeren',
	forget: (q) => `„${q}“ vergessen`,
	start: 'Wonach suchst du?',
	tip_words: 'Alle Wörter müssen vorkommen, in jeder Form; vom letzten genügt der Anfang.',
	tip_phrase: '„In Anführungszeichen“ findet Wörter, die beieinander stehen.',
	tip_without: '-Wort lässt aus, worin das Wort vorkommt.',
	search_section: 'Hier suchen',
	back: 'Zurück'
};
