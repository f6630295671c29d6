import type { en } from './messages';

export const de: typeof en = {
	settings: 'Einstellungen',
	profile: 'Profil',
	profile_subtitle: 'Wie andere hier dich sehen',
	display_name: 'Anzeigename',
	display_name_hint: '3 bis 40 Zeichen. Leer gelassen, gilt dein Name.',
	display_name_short: (missing) =>
		missing === 1 ? 'Noch ein Zeichen.' : `Noch ${missing} Zeichen.`,
	display_name_long: 'Höchstens 40 Zeichen.',
	bio: 'Über dich',
	bio_hint: 'Ein, zwei Sätze.',
	save: 'Speichern',
	saved: 'Dein Profil ist gespeichert.',
	saved_undone: 'Dein Profil ist wie zuvor.',
	undo: 'Rückgängig',
	preview: 'So sehen dich andere',
	preview_no_bio: 'Noch nichts über dich.',
	member_since: (date) => `Hier seit ${date}`,
	unsaved: 'Noch nicht gespeichert',
	discard: 'Verwerfen',
	changed_elsewhere: 'Dein Profil wurde auf einem anderen Gerät geändert.',
	take_theirs: 'Diese Fassung zeigen',

	appearance: 'Aussehen',
	appearance_subtitle: 'Gehört zu deinem Konto, auf jedem Gerät',
	theme: 'Farben',
	theme_system: 'Wie auf diesem Gerät',
	theme_light: 'Hell',
	theme_dark: 'Dunkel',
	text_size: 'Schriftgröße',
	text_small: 'Klein',
	text_normal: 'Normal',
	text_large: 'Groß',
	motion_and_language: 'Bewegung und Sprache',
	reduce_motion: 'Weniger Bewegung',
	reduce_motion_hint: 'Dinge erscheinen an ihrem Ort, statt dorthin zu gleiten.',
	language: 'Sprache',
	sample:
		'Der Kessel steht auf dem Herd, die Tür ist offen, und jemand hat ein Buch auf der Treppe vergessen.',
	not_kept: (why) => `Deine Wahl ließ sich nicht behalten, also ist alles wie zuvor. ${why}`
};
