import type { en } from './messages';

export const de: typeof en = {
	sign_in: 'Anmelden',
	nobody_yet:
		'Hier wohnt noch niemand. Öffne den Link, der beim Start des Hauses ausgegeben wurde.',
	name_or_email: 'Name oder E-Mail',
	password: 'Passwort',
	forgot_password: 'Passwort vergessen?',
	new_here: 'Neu hier?',
	register: 'Konto anlegen',
	have_account: 'Schon ein Konto?',
	wrong_credentials:
		'Name und Passwort passen nicht zusammen. Prüfe beides und versuche es noch einmal.',
	try_again_in: (time) => `Zu viele Versuche. Wieder möglich in ${time}.`,
	seconds: (n) => (n === 1 ? 'einer Sekunde' : `${n} Sekunden`),
	code_title: 'Noch ein Schritt',
	code_body: 'Gib den 6-stelligen Code aus deiner Authenticator-App ein.',
	code_label: 'Code aus der App',
	code_wrong: 'Der Code stimmt nicht. Codes wechseln alle 30 Sekunden; warte auf den nächsten.',
	use_recovery_code: 'Stattdessen einen Wiederherstellungscode verwenden',
	recovery_body: 'Gib einen deiner aufbewahrten Wiederherstellungscodes ein. Jeder gilt einmal.',
	recovery_label: 'Wiederherstellungscode',
	recovery_wrong: 'Dieser Code stimmt nicht oder wurde schon verwendet.',
	use_app_code: 'Code aus der App verwenden',
	back_to_password: 'Von vorn beginnen',
	continue: 'Weiter',
	reason_ended: 'Du wurdest hier abgemeldet, weil diese Sitzung von anderswo beendet wurde.',
	reason_deleted: 'Dein Konto ist gelöscht. 30 Tage lang kann es ein Admin zurückholen.',
	reason_reset: 'Dein neues Passwort gilt. Melde dich damit an.',
	reason_signed_out: 'Du bist abgemeldet.',
	reason_registered: 'Dein Konto ist bereit. Melde dich an, um hereinzukommen.',

	register_title: (site) => `Bei ${site} mitmachen`,
	username: 'Name',
	username_hint: '3 bis 32 Zeichen: Buchstaben, Ziffern, _ und -',
	username_short: (missing) => (missing === 1 ? 'Noch ein Zeichen.' : `Noch ${missing} Zeichen.`),
	username_long: 'Höchstens 32 Zeichen.',
	username_characters: 'Nur die Buchstaben a bis z, Ziffern, _ und -.',
	username_good: 'Gut.',
	email: 'E-Mail',
	email_hint:
		'Um wieder hereinzukommen, und für Post, die du haben möchtest. Niemand sonst sieht sie.',
	password_empty:
		'Lang ist stark: ein paar Wörter, die du dir merkst, schlagen ein seltsames Wort.',
	password_short: 'Noch etwas kurz. Nimm ein Wort dazu.',
	password_fair: 'Gut. Länger wäre noch besser.',
	password_strong: 'Stark.',
	invite_code: 'Einladungscode',
	invite_hint:
		'In dieses Haus kommt man auf Einladung. Der Code steht im Link, den du bekommen hast.',
	invite_from_link: 'Aus deinem Einladungslink übernommen.',
	invite_needed: 'Ohne Einladungscode geht es hier nicht.',
	invite_invalid: 'Diese Einladung gilt nicht mehr. Bitte um eine neue.',
	approval_notice: 'Jemand aus diesem Haus sieht sich jedes neue Konto an, bevor es hereinkommt.',
	taken_username: 'Diesen Namen hat hier schon jemand. Versuche einen anderen.',
	taken_email: 'Mit dieser E-Mail gibt es schon ein Konto. Stattdessen anmelden?',

	waiting_title: 'Fast geschafft',
	waiting_body: (name) =>
		name
			? `Dein Konto ${name} ist angelegt. Jemand aus diesem Haus sieht es sich an, dann kannst du dich anmelden.`
			: 'Dein Konto ist angelegt. Jemand aus diesem Haus sieht es sich an, dann kannst du dich anmelden.',
	waiting_hint: 'Du kannst diese Seite schließen und später wiederkommen.',
	waiting_retry: 'Anmelden versuchen',

	welcome_title: 'Willkommen daheim',
	welcome_body:
		'Hier wohnt noch niemand. Lege das erste Konto an: Es führt das Haus und lässt die anderen herein.',
	welcome_create: 'Erstes Konto anlegen',
	link_checking: 'Dein Link wird geprüft…',
	link_missing_title: 'Diese Seite braucht einen Link',
	link_missing_body:
		'Öffne den ganzen Link, der beim Start des Hauses ausgegeben wurde. Er endet auf # und einen langen Code.',
	link_spent_title: 'Dieser Link geht nicht mehr',
	link_spent_body: 'Er wurde schon benutzt, oder seine Zeit ist um.',
	link_spent_first_admin:
		'Auf der Maschine, auf der das Haus läuft, macht `longhouse admin link` einen neuen.',
	link_spent_reset: 'Bitte um einen neuen.',

	forgot_title: 'Wieder hereinkommen',
	forgot_body: 'Sag uns deinen Namen oder deine E-Mail.',
	forgot_send: 'Link schicken',
	forgot_sent_title: 'Sieh in deine Post',
	forgot_sent_body:
		'Wenn es ein Konto mit diesem Namen gibt und es eine bestätigte E-Mail hat, ist ein Link für ein neues Passwort unterwegs. Sonst kann dir ein Admin einen Link machen.',
	forgot_no_mail_title: 'Bitte einen Admin um einen Link',
	forgot_no_mail_body:
		'Dieses Haus verschickt keine Post. Ein Admin kann dir einen Link machen, mit dem du ein neues Passwort setzt.',
	reset_title: 'Neues Passwort setzen',
	reset_for: (name) => `Für ${name}. Du wirst überall abgemeldet.`,
	reset_save: 'Passwort setzen',

	confirm_email_title: 'Ist das deine Adresse?',
	confirm_email_body: (name, address) =>
		`${name} gibt ${address} als eigene Adresse an. Wenn du das bist, bestätige es.`,
	confirm_email_press: 'Ja, es ist meine',
	confirm_email_done_title: 'Bestätigt',
	confirm_email_done_body: 'An diese Adresse darf jetzt Post gehen.',
	confirm_email_to_settings: 'Einstellungen öffnen',
	link_spent_email: 'In deinen Einstellungen, unter Sicherheit, lässt sich ein neuer schicken.',
	back_to_sign_in: 'Zurück zur Anmeldung',

	confirm_you_title: 'Bist du es?',
	confirm_you_body:
		'Gib dein Passwort ein, um weiterzumachen. Vor allem Wichtigen fragen wir noch einmal.',
	confirm: 'Bestätigen',
	cancel: 'Abbrechen',
	cancelled_because_unconfirmed: 'Nichts wurde geändert, weil es nicht bestätigt wurde.',

	security: 'Sicherheit',
	security_subtitle: 'Passwort, E-Mail, zweiter Schritt, und wo du angemeldet bist',
	change_password: 'Passwort',
	current_password: 'Jetziges Passwort',
	new_password: 'Neues Passwort',
	end_other_sessions: 'Andere Geräte abmelden',
	end_other_sessions_hint: 'Tu das, wenn jemand das alte Passwort kennen könnte.',
	save_password: 'Passwort ändern',
	password_changed: 'Dein Passwort ist geändert.',
	password_changed_everywhere: 'Dein Passwort ist geändert, andere Geräte sind abgemeldet.',
	current_password_wrong: 'Das ist nicht dein jetziges Passwort.',

	change_email: 'E-Mail',
	email_body:
		'Lässt dich wieder herein und bekommt Post, die du haben möchtest. Niemand sonst sieht sie.',
	email_none:
		'Es ist keine E-Mail hinterlegt. Vergisst du dein Passwort, kann nur ein Admin helfen.',
	save_email: 'E-Mail speichern',
	email_saved: 'Deine E-Mail ist gespeichert.',
	email_asked: (address) => `Ein Link ist unterwegs zu ${address}. Öffne ihn zur Bestätigung.`,
	email_pending: (address) =>
		`${address} ist noch nicht bestätigt. Öffne den Link, der dorthin ging.`,
	email_kept: (address) => `Bis dahin bleibt ${address}.`,
	email_unconfirmed:
		'Noch nicht bestätigt. Bis du den Link öffnest, der dorthin geht, bekommst du per Mail keine Mitteilungen und kein neues Passwort.',
	email_send_link: 'Noch einmal schicken',
	email_give_up: 'Verwerfen',
	email_stays: (kept) => `Deine E-Mail bleibt ${kept}.`,
	email_given_up: 'Nach der Adresse wird nicht mehr gefragt.',
	email_link_sent: (address) => `Ein Link ist unterwegs zu ${address}.`,
	email_removed: 'Deine E-Mail ist entfernt.',

	second_factor: 'Zweiter Schritt beim Anmelden',
	second_factor_body:
		'Ein Code aus einer App auf deinem Telefon, nach dem Passwort gefragt. Wer dein Passwort erfährt, kommt damit noch nicht herein.',
	second_factor_on: 'An',
	second_factor_off: 'Aus',
	second_factor_set_up: 'Einrichten',
	second_factor_scan: 'Scanne das mit einer Authenticator-App.',
	second_factor_qr: 'QR-Code für deine Authenticator-App',
	second_factor_secret: 'Oder tippe diesen Schlüssel in die App',
	second_factor_confirm: 'Gib dann den Code ein, den die App zeigt.',
	second_factor_turn_on: 'Einschalten',
	second_factor_turned_on: 'Der zweite Schritt ist an.',
	second_factor_turn_off: 'Ausschalten',
	second_factor_turn_off_title: 'Zweiten Schritt ausschalten?',
	second_factor_turn_off_body:
		'Dann genügt dein Passwort. Deine Wiederherstellungscodes gelten nicht mehr.',
	second_factor_turned_off: 'Der zweite Schritt ist aus.',
	recovery_codes: 'Wiederherstellungscodes',
	recovery_codes_body:
		'Wenn du dein Telefon verlierst, lässt dich jeder davon einmal herein. Sie werden nur jetzt gezeigt: Bewahre sie gut auf.',
	recovery_codes_left: (n) =>
		n === 0
			? 'Kein Wiederherstellungscode ist übrig. Mach neue.'
			: n === 1
				? 'Ein Wiederherstellungscode ist übrig.'
				: `${n} Wiederherstellungscodes sind übrig.`,
	recovery_codes_new: 'Neue Codes machen',
	recovery_codes_new_title: 'Neue Wiederherstellungscodes machen?',
	recovery_codes_new_body: 'Die jetzigen Codes gelten sofort nicht mehr.',
	recovery_codes_copy: 'Kopieren',
	recovery_codes_copied: 'Kopiert.',
	recovery_codes_download: 'Herunterladen',
	recovery_codes_kept: 'Ich habe sie aufbewahrt',
	recovery_codes_file: (site, name) =>
		`Wiederherstellungscodes von ${name} für ${site}. Jeder gilt einmal.`,

	sessions: 'Wo du angemeldet bist',
	sessions_body: 'Etwas kommt dir fremd vor? Beende es und ändere dein Passwort.',
	sessions_empty: 'Du bist nirgends sonst angemeldet.',
	this_device: 'Dieses Gerät',
	last_seen: 'Zuletzt gesehen',
	unknown_address: 'Unbekannte Adresse',
	end_session: 'Beenden',
	end_session_of: (device) => `Sitzung auf ${device} beenden`,
	session_ended: (device) => `Die Sitzung auf ${device} ist beendet.`,
	end_all_others: 'Alle anderen beenden',
	end_all_others_title: 'Alle anderen Sitzungen beenden?',
	end_all_others_body: 'Jedes andere Gerät muss sich neu anmelden. Dieses bleibt angemeldet.',
	all_others_ended: 'Alle anderen Sitzungen sind beendet.',

	danger_zone: 'Dieses Haus verlassen',
	delete_account: 'Mein Konto löschen',
	delete_account_body:
		'Du und alles von dir wird sofort verborgen, und du wirst überall abgemeldet. 30 Tage lang kann ein Admin dein Konto zurückholen; danach ist es endgültig weg.',
	delete_account_title: 'Dein Konto löschen?',
	delete_account_confirm: 'Konto löschen',

	undone: (why) => `Rückgängig gemacht: ${why}`
};
