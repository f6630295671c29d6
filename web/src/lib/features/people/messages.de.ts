import { pluralIn, type Translation } from '$lib/kernel';
import type { en } from './messages';

const plural = pluralIn('de');

export const de: Translation<typeof en> = {
	title: 'Menschen finden',
	search: 'Menschen suchen',
	placeholder: 'Name, oder ein Wort, das sie über sich sagen',
	clear: 'Leeren',
	filters: 'Filter',
	filters_count: (count) => plural(count, { one: '# Filter', other: '# Filter' }),
	filters_hint: 'Angeboten wird nur, was mehrere hier gemeinsam haben.',
	no_filters: 'Sobald mehrere ein Interesse, einen Ort oder Pronomen teilen, stehen sie hier.',
	done: 'Fertig',
	remove_filter: (name) => `Filter ${name} entfernen`,
	kinds: { interest: 'Interessen', place: 'Orte', pronouns: 'Pronomen' },
	counted: (label, count) =>
		plural(count, { one: `${label}, # Person`, other: `${label}, # Personen` }),
	everybody: 'Alle hier',
	results: 'Gefundene Menschen',
	found: (count, more) =>
		more
			? plural(count, { one: 'Mehr als # Person gefunden', other: 'Mehr als # Personen gefunden' })
			: plural(count, { one: '# Person gefunden', other: '# Personen gefunden' }),
	looking: 'Wird gesucht',
	nobody: 'Niemand gefunden',
	nobody_body:
		'Versuch es mit einem Teil des Namens. Wer etwas über sich verbirgt, wird dadurch nicht gefunden.',
	nobody_filtered: 'Vielleicht mit weniger Filtern.',
	without_filters: 'Ohne Filter suchen',
	alone: 'Noch ist sonst niemand hier',
	alone_body: 'Sobald andere hier wohnen, findest du sie auf dieser Seite.'
};
