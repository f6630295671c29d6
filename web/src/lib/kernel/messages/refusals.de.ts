import { pluralIn } from './plural';
import type { refusals as english } from './refusals';
import type { Translation } from './tree';

const plural = pluralIn('de');

const megabytes = (bytes: number) => plural(bytes / 2 ** 20, { other: '#' });

export const refusals: Translation<typeof english> = {
	codes: {
		ACCOUNT_PENDING: 'Dein Konto wartet darauf, dass ein Admin es freigibt.',
		ALREADY_ASKED: 'Du hast schon gefragt. Die Antwort kommt, wenn es gesehen wurde.',
		ALREADY_FRIENDS: 'Ihr seid schon befreundet.',
		ASKED_RECENTLY: 'Es wurde vor Kurzem abgelehnt. Bitte lass ein paar Tage vergehen.',
		AUTHOR_IS_GONE: 'Wer das geschrieben hat, ist nicht mehr hier. Hol zuerst das Konto zurück.',
		CONFLICT: 'Das ist schon so.',
		CSRF_TOKEN_REQUIRED: 'Diese Seite war zu lange offen. Bitte lade sie neu.',
		DELETED_BY_ANOTHER:
			'Jemand, der sich um dieses Haus kümmert, hat das gelöscht. Bitte frag dort nach.',
		FORBIDDEN: 'Das darfst du nicht.',
		FOREIGN_ORIGIN: 'Diese Seite wurde nicht unter der Adresse des Hauses geöffnet.',
		IDEMPOTENCY_KEY_REUSED: 'Das wurde schon mit anderen Worten gesendet. Versuche es noch einmal.',
		INTERNAL_ERROR:
			'Bei uns ist etwas schiefgegangen. Es ist vermerkt; versuche es bitte noch einmal.',
		INVALID_CREDENTIALS: 'Der Name oder das Passwort stimmt nicht.',
		INVALID_CSRF_TOKEN: 'Diese Seite war zu lange offen. Bitte lade sie neu.',
		INVALID_CURSOR: 'Die Liste geht hier nicht weiter. Bitte lade die Seite neu.',
		INVALID_FIELDS: 'Manche Felder brauchen noch einen Blick.',
		INVALID_FRAME: 'Das hat der Server nicht verstanden. Bitte lade die Seite neu.',
		INVALID_IDEMPOTENCY_KEY: 'Das hat der Server nicht verstanden. Versuche es noch einmal.',
		INVALID_MEDIA: 'Diese Datei kann nicht angenommen werden.',
		INVALID_MESSAGE: 'Eine Nachricht braucht ein paar Worte und einen Ort.',
		INVALID_REQUEST:
			'Das hat der Server nicht verstanden. Lade die Seite neu und versuche es noch einmal.',
		INVITE_INVALID:
			'Diese Einladung ist verbraucht, abgelaufen oder unbekannt. Bitte lass dir eine neue geben.',
		INVITE_REQUIRED:
			'In dieses Haus kommt man mit einer Einladung. Bitte frag ein Mitglied danach.',
		IS_DELETED: 'Das wurde gelöscht. Stelle es zuerst wieder her.',
		IS_ERASED: 'Das wurde endgültig entfernt und kann nicht zurückkommen.',
		LAST_ADMIN: 'Das ist der letzte Admin des Hauses. Mach zuerst jemand anderen zum Admin.',
		MEDIA_IN_USE: 'Das hängt an einem Beitrag. Bitte nimm es dort weg.',
		MEDIA_LINK_EXPIRED: 'Dieser Link gilt nicht mehr. Bitte lade die Seite neu.',
		MEDIA_NOT_ATTACHABLE:
			'Ein Bild wird noch vorbereitet, wird schon anderswo gezeigt oder gehört dir nicht.',
		MEDIA_TOO_LARGE: ({ most_bytes }) => `Diese Datei ist größer als ${megabytes(most_bytes)} MB.`,
		MESSAGE_TOO_LARGE: 'Das ist mehr, als auf einmal Platz hat.',
		METHOD_NOT_ALLOWED: 'Der Server weiß nicht, wie das geht.',
		NOTHING_TO_CONFIRM: 'Keine deiner Adressen wartet auf eine Bestätigung.',
		NOTHING_TO_GIVE_UP: 'Keine andere Adresse von dir wartet auf eine Bestätigung.',
		NOT_FOR_SHARING:
			'Das kannst nur du sehen. Wähle andere, die es sehen dürfen, bevor du es teilst.',
		NOT_FOUND: 'Hier gibt es nichts, oder es ist nicht für dich zu sehen.',
		NO_PUSH_SUBSCRIPTION:
			'Keiner deiner Browser nimmt schon Mitteilungen an. Schalte sie dort zuerst ein.',
		ONLY_WITH_OTHERS: 'Das geht nur mit anderen, nicht mit dir selbst.',
		QUOTA_EXCEEDED: 'Dafür ist kein Platz mehr. Bitte lösche zuerst etwas.',
		RANGE_NOT_SATISFIABLE: 'Diesen Teil hat die Datei nicht.',
		RATE_LIMITED: 'Das war viel auf einmal. Bitte warte einen Moment.',
		REAUTHENTICATION_REQUIRED: 'Bitte bestätige dein Passwort, um weiterzumachen.',
		REQUESTS_NOT_WANTED: 'Von dir werden im Moment keine Anfragen angenommen.',
		REQUEST_CLOSED: 'Diese Anfrage ist beantwortet, zurückgezogen oder abgelaufen.',
		RESTORE_TOO_LATE:
			'Das wurde vor zu langer Zeit gelöscht, um es selbst wiederherzustellen. Ein Admin kann es noch.',
		SECOND_FACTOR_ENABLED:
			'Der zweite Faktor ist schon an. Schalte ihn aus, bevor du ihn neu einrichtest.',
		SECOND_FACTOR_INVALID: 'Dieser Code ist falsch oder schon benutzt. Versuche den nächsten.',
		SECOND_FACTOR_NOT_ENABLED: 'Der zweite Faktor ist nicht an.',
		SECOND_FACTOR_REQUIRED:
			'Bitte gib auch den Code aus deiner Authenticator-App ein, oder einen Wiederherstellungscode.',
		TOKEN_INVALID: 'Deine Anmeldung ist unbekannt oder abgelaufen. Bitte melde dich neu an.',
		TOKEN_REUSED: 'Deine Anmeldung wurde zur Sicherheit beendet. Bitte melde dich neu an.',
		TOO_LARGE: 'Das ist größer, als dieser Server annimmt.',
		TOO_MANY_CANVASES: ({ most }) =>
			`Du hast ${plural(most, { one: '# Leinwand', other: '# Leinwände' })}. Lösche eine, bevor du eine neue machst.`,
		TOO_MANY_REACTIONS: 'Mehr verschiedene Reaktionen von dir haben hier keinen Platz.',
		TOO_MANY_TOPICS: 'Das ist mehr, als man zugleich verfolgen kann. Bitte lade die Seite neu.',
		UNAUTHORIZED: 'Bitte melde dich an.',
		UNAVAILABLE:
			'Das Haus ist gerade beschäftigt oder startet neu. Versuche es gleich noch einmal.',
		UNKNOWN_TYPE: 'Das hat der Server nicht verstanden. Bitte lade die Seite neu.',
		UNSUPPORTED_FORMAT:
			'Das ist kein Bild, Film oder Ton, der angenommen wird: JPEG, PNG, GIF, WebP, AVIF, MP4, WebM, MP3, M4A, Ogg, FLAC oder WAV.',
		UNSUPPORTED_MEDIA_TYPE: 'Diese Art von Datei nimmt der Server nicht an.',
		UNWELCOME_WORDS: 'Bitte finde andere Worte: Manche von diesen sind hier nicht willkommen.',
		UPLOAD_BROKE_OFF: 'Das Hochladen ist abgebrochen. Versuche es noch einmal.',
		UPLOAD_FINISHED: 'Dieses Hochladen ist schon fertig.',
		UPLOAD_OFFSET_MISMATCH: 'Das Hochladen hat die Stelle verloren. Versuche es noch einmal.',
		UPLOAD_TOO_SLOW: 'Das Hochladen hat zu lange gedauert.'
	},
	causes: {
		account_gone: 'Dieses Konto wurde vor zu langer Zeit gelöscht, um zurückzukommen.',
		account_is_here: 'Dieses Konto ist nicht gelöscht.',
		asked_many_today: 'Du hast heute viele gefragt. Bitte mach morgen weiter.',
		cannot_check_files: 'Dateien können gerade nicht geprüft werden. Versuche es bald noch einmal.',
		damaged: 'Die Datei ist beschädigt oder nicht vollständig.',
		email_taken: 'Diese E-Mail-Adresse gehört schon zu einem Konto.',
		few_said_yes:
			'Zuletzt haben dir wenige zugesagt, darum kannst du eine Zeit lang weniger fragen. Bitte mach morgen weiter.',
		hardly_anybody_said_yes:
			'Zuletzt hat dir kaum jemand zugesagt, darum kannst du eine Zeit lang niemanden fragen. Andere können dich weiterhin fragen.',
		link_spent:
			'Dieser Link wurde benutzt, ist abgelaufen oder wurde ersetzt. Bitte lass dir einen neuen geben.',
		look_alike: 'Hier heißt schon jemand so ähnlich. Bitte wähl einen anderen Namen.',
		not_a_picture: 'Hier braucht es ein Bild.',
		nothing_in_it: 'In dieser Datei gibt es nichts zu sehen und nichts zu hören.',
		second_factor_not_begun: 'Beginne zuerst damit, den zweiten Faktor einzurichten.',
		take_a_breath: 'Das war viel auf einmal. Hol kurz Luft, dann geht es weiter.',
		too_demanding: 'Diese Datei macht mehr Arbeit, als für eine übrig ist.',
		too_few_pixels: 'Das Bild ist dafür zu klein. Bitte wähl ein größeres.',
		too_long: 'Das dauert länger, als angenommen wird.',
		too_many_frames: 'Die Animation hat mehr Bilder, als angenommen werden.',
		too_many_pixels: 'Das Bild hat mehr Pixel, als angenommen werden. Bitte mach es kleiner.',
		username_taken: 'Dieser Name oder ein ähnlicher ist vergeben. Bitte wähl einen anderen.'
	},
	reasons: {
		broken_link: 'Dieser Link ist nicht vollständig. Bitte nimm den aus der Mail.',
		common_password: 'Dieses Passwort ist aus Einbrüchen anderswo bekannt. Bitte wähl ein anderes.',
		crop: ({ sides }) => `Bitte schneide es auf ${plural(sides, { other: '#' })} zu 1 zu.`,
		easy_password:
			'Dieses Passwort ist zu leicht zu erraten. Ein paar Wörter, die nicht zusammengehören, helfen.',
		empty_file: 'Diese Datei ist leer.',
		length: ({ least, most }) =>
			plural(most, { other: `Zwischen ${plural(least, { other: '#' })} und # Zeichen.` }),
		mixed_scripts: 'Bitte schreib jedes Wort in einer einzigen Schrift.',
		name_of_another: 'So heißt schon ein anderer Bereich. Bitte wähl einen anderen Namen.',
		nameless: 'Bitte gib einen Namen ein.',
		needed: 'Das wird gebraucht.',
		no_quiet_time: 'Ruhezeiten enden zu einer anderen Zeit, als sie beginnen.',
		no_such_collection: 'Diese Sammlung gibt es nicht. Bitte lade die Seite neu.',
		no_such_field: 'Dieses Feld kennt der Server nicht. Bitte lade die Seite neu.',
		no_such_media: 'Eins davon gibt es nicht, oder es gehört dir nicht.',
		no_such_parent: 'Einen solchen Kommentar gibt es unter diesem Beitrag nicht.',
		no_such_picture: 'Ein solches Bild von dir gibt es nicht.',
		no_such_place: 'Diesen Ort gibt es nicht in der Liste.',
		no_such_section: 'Diesen Bereich gibt es nicht.',
		nobody_of_that_name: 'Hier heißt niemand so.',
		not_a_choice: 'Bitte wähl etwas von dem, was angeboten wird.',
		not_a_language: 'Eine Sprache schreibt man wie en oder pt-BR.',
		not_a_level: 'Wähle alle Mitglieder, Freunde oder nur dich.',
		not_a_link: 'Bitte gib eine ganze Webadresse ein; sie beginnt mit https.',
		not_a_push_key:
			'Dieser Browser gab einen Schlüssel, der nicht geht. Bitte schalte Mitteilungen neu ein.',
		not_a_push_service: 'Der Mitteilungsdienst dieses Browsers ist nicht sicher zu erreichen.',
		not_a_time: 'Eine Uhrzeit schreibt man wie 22:00.',
		not_a_timezone: 'Eine Zeitzone schreibt man wie Europe/Vienna.',
		not_a_username: 'Ein Benutzername besteht aus den Buchstaben a bis z, Ziffern, _ und -.',
		not_an_address: 'Ein Link beginnt mit https:// oder http://.',
		not_an_email: 'Das sieht nicht wie eine E-Mail-Adresse aus.',
		not_ids: 'Der Server hat nicht verstanden, wen du meinst. Bitte lade die Seite neu.',
		not_offered: 'Das steht nicht in der Liste.',
		not_one_emoji: 'Eine Reaktion ist genau ein Emoji.',
		not_ready: 'Dieses Bild ist noch nicht fertig.',
		not_yours_to_show: 'Das kannst du nicht zeigen.',
		nothing_asked: 'Was suchst du?',
		nothing_said: 'Bitte schreib etwas, oder füg einen Link oder ein Bild hinzu.',
		nothing_seen: 'Bitte nimm Zeichen, die man sehen kann.',
		one_line: ({ most }) =>
			plural(most, { one: 'Ein Zeichen.', other: 'Höchstens # Zeichen, in einer Zeile.' }),
		one_or_own: 'Wähle etwas aus der Liste, oder schreib eigene Worte.',
		personal_password: 'Ein Passwort darf nicht aus deinem Namen oder dem des Hauses gebaut sein.',
		reserved: 'Dieser Name ist für das Haus selbst reserviert. Bitte wähl einen anderen.',
		said_to_many: ({ most }) =>
			plural(most, {
				one: 'Das hast du diese Woche schon jemandem gesagt. Bitte schreib etwas Eigenes.',
				other: 'Das hast du diese Woche schon # Leuten gesagt. Bitte schreib etwas Eigenes.'
			}),
		shown_once: 'Jedes kann nur einmal gezeigt werden.',
		signs_alone: 'Ein Benutzername braucht mindestens einen Buchstaben oder eine Ziffer.',
		too_deep: 'Tiefer geht dieser Faden nicht. Antworte weiter oben.',
		too_large: ({ most }) => plural(most, { other: 'Höchstens #.' }),
		too_long: ({ most }) => plural(most, { other: 'Höchstens # Zeichen.' }),
		too_many: ({ most }) =>
			plural(most, { one: 'Es ist Platz für eins.', other: 'Es ist Platz für #.' }),
		too_many_sections: 'Das sind zu viele Bereiche.',
		too_short: ({ least }) => plural(least, { other: 'Mindestens # Zeichen.' }),
		too_small: ({ least }) => plural(least, { other: 'Mindestens #.' }),
		unseen: 'Bitte lass Zeichen weg, die man nicht sehen kann.',
		untakeable: 'Das kann nicht angenommen werden.',
		unwelcome: 'Bitte finde andere Worte: Manche von diesen sind hier nicht willkommen.',
		which_section: 'Welcher Bereich?',
		wrong_code: 'Dieser Code ist falsch oder schon benutzt. Versuche den nächsten.'
	}
};
