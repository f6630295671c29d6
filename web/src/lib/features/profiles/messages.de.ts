import { pluralIn, type Translation } from '$lib/kernel';
import type { en } from './messages';

const plural = pluralIn('de');

export const de: Translation<typeof en> = {
	settings: 'Einstellungen',
	profile: 'Profil',
	appearance: 'Aussehen',
	theme: 'Farben',
	text_size: 'Schriftgröße',
	language: 'Sprache',
	display_name: 'Anzeigename',
	bio: 'Über dich',
	saved: 'Dein Profil ist gespeichert.',
	saved_undone: 'Dein Profil ist wie zuvor.',
	undo: 'Rückgängig',
	not_kept: (why) => `Deine Wahl ließ sich nicht behalten, also ist alles wie zuvor. ${why}`,
	online: 'Gerade hier',
	active_lately: 'Eben noch hier',
	active: (when) => `Zuletzt hier ${when}`,
	location: 'Ort',
	gender: 'Geschlecht',
	interests: 'Interessen',

	profile_subtitle: 'Wie andere hier dich sehen',
	display_name_hint: '3 bis 40 Zeichen. Leer gelassen, gilt dein Name.',
	display_name_short: (missing) =>
		plural(missing, { one: 'Noch ein Zeichen.', other: 'Noch # Zeichen.' }),
	display_name_long: 'Höchstens 40 Zeichen.',
	bio_hint: 'Ein, zwei Sätze. *Kursiv*, **fett** und Links gehen.',
	save: 'Speichern',
	preview: 'Vorschau',
	member_since: (date) => `Hier seit ${date}`,
	unsaved: 'Noch nicht gespeichert',
	discard: 'Änderungen verwerfen',
	draft_found: 'Das hast du früher geschrieben und nicht gespeichert.',
	changed_elsewhere: 'Dein Profil wurde auf einem anderen Gerät geändert.',
	take_theirs: 'Diese Fassung zeigen',
	leave_title: 'Gehen, ohne zu speichern?',
	leave_body: 'Was du geschrieben hast, bleibt auf diesem Gerät, bis du wiederkommst.',
	stay: 'Hierbleiben',
	leave_unsaved: 'Gehen',
	save_and_leave: 'Speichern und gehen',
	change: 'Ändern',
	fill_in: 'Profil ausfüllen',

	parts_label: 'Teile deines Profils',
	parts: {
		basics: 'Das Wichtigste',
		identity: 'Identität',
		interests: 'Interessen',
		visibility: 'Sichtbarkeit',
		showcase: 'Schaufenster'
	},
	needs_attention: 'braucht deine Aufmerksamkeit',
	fields: {
		display_name: 'Anzeigename',
		avatar: 'Bild',
		banner: 'Titelbild',
		bio: 'Über dich',
		gender: 'Geschlecht',
		pronouns: 'Pronomen',
		location: 'Ort',
		interests: 'Interessen',
		activity: 'Letzte Aktivität',
		connections: 'Freunde',
		follows: 'Follower und Gefolgte',
		showcase: 'Schaufenster',
		last_active: 'Wann du hier warst'
	},
	field_hints: {
		connections:
			'Wer deine Freunde sind, und wie viele. In der Liste von Freunden, die ihre zeigen, stehst du weiterhin.',
		follows:
			'Wem du folgst, wer dir folgt, und wie viele. Freunde folgen einander: Wer das sieht, kann erraten, wer deine Freunde sind.',
		last_active: 'Ob du gerade hier bist und wann du zuletzt hier warst.'
	},
	levels: { public: 'Alle Mitglieder', connections: 'Freunde', private: 'Nur ich' },
	who_sees_now: (field, level) => `Wer es sieht: ${field}. Jetzt: ${level}`,
	private_to_you: 'Nur für dich',
	friends_only: 'Das sehen Freunde',
	groups: {
		about: 'Über dich',
		interests: 'Interessen',
		showcase: 'Schaufenster',
		activity: 'Aktivität'
	},
	hide_profile: 'Ganzes Profil verbergen',
	hide_profile_hint:
		'Andere sehen dann deinen Benutzernamen, und Anzeigename und Bild so, wie du es unten gewählt hast. Sonst nichts, auch Freunde nicht.',
	hide_profile_on:
		'Jetzt sind nur Benutzername, Anzeigename und Bild zu sehen. Schalte es aus, und alles ist so, wie du es unten gewählt hast.',
	waits_for_switch: 'Verborgen. Gilt wieder, sobald dein Profil gezeigt wird.',
	hidden_now: 'Dein Profil ist verborgen. Andere sehen nur deinen Namen und dein Bild.',

	viewers: { stranger: 'Mitglied', connection: 'Freund:in', self: 'Du' },
	seen_by: 'So sieht es',
	they_do_not_see: 'Das wird nicht gezeigt',

	choose_picture: 'Bild wählen',
	change_picture: 'Ändern',
	remove_picture: 'Entfernen',
	avatar_hint: 'Wähle eins oder zieh es hierher. Mindestens 512 × 512 Pixel.',
	banner_hint: 'Dreimal so breit wie hoch; du schneidest es zu. Mindestens 512 × 512 Pixel.',
	avatar_removed: 'Dein Bild ist entfernt.',
	banner_removed: 'Dein Titelbild ist entfernt.',
	picture_is_none: 'Das ist kein Bild. Eine Datei in JPEG, PNG oder WebP geht.',
	picture_undrawable:
		'Dieser Browser kann das Bild nicht lesen. Eine Datei in JPEG, PNG oder WebP geht.',
	picture_too_small: (width, height) =>
		`Das Bild hat ${width} × ${height} Pixel. Damit es gut aussieht, braucht es mindestens 512 × 512; hast du ein größeres?`,
	picture_sending: 'Dein Bild wird gesendet',
	picture_working: 'Gleich fertig',
	crop_avatar: 'Dein Bild',
	crop_banner: 'Dein Titelbild',
	crop_area: 'Was gezeigt wird',
	crop_zoom: 'Zoom',
	crop_how: 'Ziehen verschiebt, zwei Finger oder das Mausrad zoomen.',
	crop_keys: 'Mit Tasten: Pfeile, + und −, und 0 für den Anfang.',
	crop_use: 'So übernehmen',
	crop_soft: 'Dieser Teil hat wenige Pixel und kann unscharf wirken.',

	own_words: 'Eigene Worte',
	presets: (label) => `${label}: Vorschläge`,
	pronouns_hint: 'Steht neben deinem Namen. Bis zu 30 Zeichen.',
	gender_hint: 'Nur wenn du magst. Bis zu 30 Zeichen.',
	location_hint: 'Eine Stadt genügt; mehr sieht niemand.',
	location_placeholder: 'Fang an, eine Stadt zu schreiben',
	location_away: 'Ort wegnehmen',
	places: 'Orte',
	no_place: 'Keine Stadt fängt so an. Versuch eine andere Schreibweise.',
	interests_hint: (left) =>
		plural(left, { one: 'Noch Platz für eins.', other: 'Noch Platz für #.' }),
	interests_full: 'Mehr als zwölf gehen nicht. Nimm eins weg, um ein anderes zu nennen.',
	interests_placeholder: 'Schreib eins, oder wähle unten',
	interests_offered: 'Interessen zur Auswahl',
	interests_yours: 'Deine Interessen',
	interest_own: 'Nicht in der Liste. Enter nimmt deine eigenen Worte.',
	interest_length: 'Ein Interesse hat 2 bis 30 Zeichen.',
	remove_name: (name) => `Entfernen: ${name}`,
	move_name: (name) => `Verschieben: ${name}`,
	grab_how:
		'Leertaste greift es, Pfeiltasten verschieben es, Leertaste legt es ab, Escape lässt es, wo es war.',
	grab: {
		grabbed: (name, place, count) => `${name} gegriffen. Platz ${place} von ${count}.`,
		moved: (name, place, count) => `${name}: Platz ${place} von ${count}.`,
		dropped: (name, place, count) => `${name} abgelegt auf Platz ${place} von ${count}.`,
		cancelled: (name) => `${name} ist, wo es war.`
	},

	collections: { favorite_posts: 'Lieblingsbeiträge' },
	showcase_hint: 'Bis zu drei Dinge jeder Art, die andere bei dir finden sollen.',
	add_card: 'Hinzufügen',
	cards_free: (free) => plural(free, { one: 'Noch Platz für eins.', other: 'Noch Platz für #.' }),
	cards_full: 'Mehr als drei gehen nicht.',
	no_cards: 'Noch nichts. Was würdest du jemandem zeigen, der neu ist?',
	note_placeholder: 'Warum du es magst, wenn du willst',
	note_for: (title) => `Notiz zu: ${title}`,
	pick_hint: 'Wähle etwas, das dein Profil zeigen soll.',
	pick_search: 'Einen Beitrag finden',
	pick_nothing: 'Nichts gefunden. Versuch ein anderes Wort.',
	pick_nothing_yet: 'Noch gibt es nichts zu zeigen. Was du veröffentlichst, erscheint hier.',
	already_shown: 'Schon zu sehen',

	lately: 'Zuletzt',
	did: {
		joined: 'Ins Haus gekommen',
		posted: 'Einen Beitrag veröffentlicht',
		commented: 'Einen Kommentar geschrieben'
	},
	did_befriend: (name) => `Freundschaft mit ${name} geschlossen`,
	did_show: (field, level) => `Du zeigst „${field}“: ${level}`,
	did_show_many: (count) =>
		plural(count, {
			one: 'Du hast geändert, wer ein Feld sieht',
			other: 'Du hast geändert, wer # Felder sieht'
		}),
	own_empty_title: 'Deine Seite ist noch leer',
	own_empty_body: 'Ein paar Worte und ein, zwei Interessen helfen anderen, dich zu finden.',
	keeps_to_friends: (name) => `${name} zeigt diese Seite nur Freunden`,
	keeps_to_friends_body: 'Freunde sehen vielleicht mehr.',
	keeps_to_self: (name) => `${name} zeigt hier gerade nichts`,
	nothing_yet: (name) => `${name} hat hier noch nichts geschrieben`,
	nothing_yet_body: 'Beiträge und Kommentare stehen auf den anderen Seiten.',

	welcome: (house) => `Willkommen in ${house}`,
	welcome_body: 'Drei Kleinigkeiten, damit man weiß, wer gekommen ist. Jede kann warten.',
	welcome_progress: 'Dein Profil',
	welcome_later: 'Du findest all das unter Einstellungen, Profil.',
	not_now: 'Nicht jetzt',
	step_of: (step, count) => `${step} von ${count}`,
	steps: {
		name: {
			title: 'Wie dürfen wir dich nennen?',
			body: 'Ein Name, unter dem man dich hier kennt.'
		},
		picture: { title: 'Magst du ein Gesicht?', body: 'Ein Bild neben allem, was du schreibst.' },
		interests: { title: 'Was magst du?', body: 'Wer dasselbe mag, findet dich daran.' }
	},
	go_on: 'Weiter',
	finish: 'Fertig',
	skip_step: 'Überspringen',
	getting_started: 'Die ersten Schritte',
	getting_started_hint: 'Name, Bild und Interessen, eins nach dem anderen.',

	appearance_subtitle: 'Gehört zu deinem Konto, auf jedem Gerät',
	theme_system: 'Wie auf diesem Gerät',
	theme_light: 'Hell',
	theme_dark: 'Dunkel',
	text_small: 'Klein',
	text_normal: 'Normal',
	text_large: 'Groß',
	motion_and_language: 'Bewegung und Sprache',
	language_of_device: 'Wie auf diesem Gerät',
	language_hint: 'Auch E-Mails und Push sind darin geschrieben, auf Deutsch oder Englisch.',
	reduce_motion: 'Weniger Bewegung',
	reduce_motion_hint: 'Dinge erscheinen an ihrem Ort, statt dorthin zu gleiten.',
	sample:
		'Der Kessel steht auf dem Herd, die Tür ist offen, und jemand hat ein Buch auf der Treppe vergessen.'
};
