import type { Translation } from '$lib/kernel';
import type { en } from './messages';

export const de: Translation<typeof en> = {
	sections: 'Bereiche',
	sections_subtitle: 'Sieben Regale für alles, was man teilen möchte',
	names: {
		music: 'Musik',
		photo: 'Fotos',
		event: 'Veranstaltungen',
		recipe: 'Rezepte',
		book: 'Bücher',
		movie: 'Filme',
		general: 'Allgemeines'
	},
	open: (name) => `${name} öffnen`,
	something_new: 'etwas Neues',
	about: {
		music: 'Lieder, Alben, Mixe: abspielen, ohne fortzugehen.',
		photo: 'Deine Bilder, oder anderswo gefundene.',
		event: 'Was los ist, wo, und wer mitkommt.',
		recipe: 'Was man kocht, mit allem, was es braucht.',
		book: 'Was man als Nächstes liest.',
		movie: 'Was man zusammen sieht.',
		general: 'Alles andere, worüber es sich zu reden lohnt.'
	},
	empty: {
		music: {
			title: 'Noch keine Musik',
			body: 'Füge den Link zu einem Lied ein, dann lässt es sich hier abspielen.'
		},
		photo: { title: 'Noch keine Bilder', body: 'Zieh ein Bild hierher, und die Seite leuchtet.' },
		event: { title: 'Noch nichts geplant', body: 'Füge den Link zu einer Veranstaltung ein.' },
		recipe: {
			title: 'Noch kocht nichts',
			body: 'Füge ein Rezept ein: Die Zutaten kommen mit.'
		},
		book: {
			title: 'Das Regal ist leer',
			body: 'Füge den Link zu einem Buch ein, oder seine ISBN.'
		},
		movie: { title: 'Noch nichts zu sehen', body: 'Füge den Link zu einem Film ein.' },
		general: { title: 'Noch hat niemand etwas gesagt', body: 'Fang an: Was beschäftigt dich?' }
	},
	first_post: 'Den ersten Beitrag schreiben',
	new_post: 'Einen Beitrag schreiben',
	not_here_title: 'Diesen Bereich gibt es nicht',
	not_here_body: 'Wähle einen der sieben.',
	to_sections: 'Zu den Bereichen',
	back_to: (name) => `Zurück zu ${name}`
};
