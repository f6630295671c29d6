import { pluralIn, type Translation } from '$lib/kernel';
import type { en } from './messages';

const plural = pluralIn('de');

export const de: Translation<typeof en> = {
	notifications: 'Neuigkeiten',
	subtitle: 'Was andere getan haben und dich betrifft',
	all: 'Alle',
	unread: 'Ungelesen',
	unread_mark: 'noch nicht gelesen',
	mark_all: 'Alles als gelesen markieren',
	all_marked: 'Alles ist als gelesen markiert.',
	mark_read: 'Als gelesen markieren',
	mark_unread: 'Als ungelesen markieren',
	dismiss: 'Entfernen',
	dismissed: 'Die Mitteilung ist entfernt.',
	dismiss_key: 'Die Mitteilung entfernen',
	mark_key: 'Die Mitteilung als gelesen oder ungelesen markieren',
	mark_all_key: 'Alle Mitteilungen als gelesen markieren',
	more_for: (what) => `Mehr zu: ${what}`,
	newer: (count) => plural(count, { one: '# neue', other: '# neue' }),
	today: 'Heute',
	yesterday: 'Gestern',
	settings: 'Einstellungen für Mitteilungen',
	nothing: 'Noch nichts',
	nothing_body: 'Wenn dir jemand antwortet, dich erwähnt oder dir folgt, steht es hier.',
	all_read: 'Alles gelesen',
	all_read_body: 'Nichts wartet auf dich.',
	show_all: 'Alle zeigen',
	to_sections: 'Zu den Bereichen',
	undo: 'Rückgängig',
	undone: (why) => `Das hat nicht geklappt, alles ist wie zuvor. ${why}`,

	somebody: 'Jemand',
	two: (a, b) => `${a} und ${b}`,
	and_others: (name, others) =>
		plural(others, { one: `${name} und # weitere Person`, other: `${name} und # weitere` }),
	answered: (who, people) =>
		plural(people, { one: `${who} hat dir geantwortet`, other: `${who} haben dir geantwortet` }),
	mentioned: (who, people) =>
		plural(people, { one: `${who} hat dich erwähnt`, other: `${who} haben dich erwähnt` }),
	mentioned_in_comment: (who, people) =>
		plural(people, {
			one: `${who} hat dich in einem Kommentar erwähnt`,
			other: `${who} haben dich in Kommentaren erwähnt`
		}),
	reacted_post: (who, people, emojis) =>
		plural(people, {
			one: `${who} hat mit ${emojis} auf deinen Beitrag reagiert`,
			other: `${who} haben mit ${emojis} auf deinen Beitrag reagiert`
		}),
	reacted_comment: (who, people, emojis) =>
		plural(people, {
			one: `${who} hat mit ${emojis} auf deinen Kommentar reagiert`,
			other: `${who} haben mit ${emojis} auf deinen Kommentar reagiert`
		}),
	followed: (who, people) =>
		plural(people, { one: `${who} folgt dir jetzt`, other: `${who} folgen dir jetzt` }),
	asked: (who, people) =>
		plural(people, {
			one: `${who} möchte mit dir befreundet sein`,
			other: `${who} möchten mit dir befreundet sein`
		}),
	befriended: (who, people) =>
		plural(people, {
			one: `${who} ist jetzt mit dir befreundet`,
			other: `${who} sind jetzt mit dir befreundet`
		}),
	new_posts: (count, section) =>
		count >= 100
			? `Mehr als 99 neue Beiträge in ${section}`
			: plural(count, {
					one: `# neuer Beitrag in ${section}`,
					other: `# neue Beiträge in ${section}`
				}),
	open: 'Öffnen',

	section_menu: (section) => `Mehr zu ${section}`,
	tell_me: 'Neue Beiträge melden',
	told_now: (section) => `Neue Beiträge in ${section} werden dir gemeldet.`,
	not_told_now: (section) => `Neue Beiträge in ${section} werden dir nicht mehr gemeldet.`,

	types_title: 'Was dir gemeldet wird, und wo',
	types_body: 'Was aus ist, wird dort nicht gemeldet; auf den Seiten fehlt dir nichts.',
	what: 'Was',
	type: {
		new_comment: 'Antworten an dich',
		mention: 'Erwähnungen',
		reaction: 'Reaktionen',
		follow: 'Neue Leute, die dir folgen',
		friend_request: 'Freundschafts\u00ADanfragen',
		friend_accepted: 'Neue Freundschaften',
		new_post: 'Neue Beiträge in deinen Bereichen'
	},
	channel: { in_app: 'Hier', push: 'Push', email: 'E-Mail' },
	cell: (type, channel) => `${type}: ${channel}`,
	no_email: 'Es ist keine E-Mail-Adresse bekannt, also kann nichts dorthin gehen.',
	add_email: 'Adresse angeben',
	email_unconfirmed: 'Deine E-Mail-Adresse ist noch nicht bestätigt, also geht nichts dorthin.',
	confirm_email: 'Bestätigen',

	quiet_title: 'Ruhezeit',
	quiet_body: 'In dieser Zeit kommt kein Push und keine Mail. Was geschah, wird danach gemeldet.',
	quiet_on: 'Ruhezeit einhalten',
	quiet_from: 'Von',
	quiet_until: 'Bis',
	quiet_zone: (zone) => `In der Zeit von ${zone}.`,
	quiet_elsewhere: (zone) => `Dieses Gerät ist in ${zone}.`,
	use_zone: 'Diese Zone nehmen',

	batching_title: 'E-Mail, wie oft',
	batching: {
		instant: { label: 'Sofort', hint: 'Innerhalb weniger Minuten.' },
		hourly: { label: 'Stündlich', hint: 'Was kam, in einer Nachricht je Art.' },
		daily: { label: 'Einmal am Tag', hint: 'Was kam, in einer Nachricht je Art.' }
	},

	sections_title: 'Bereiche',
	sections_body: 'Neue Beiträge aus diesen melden.',

	push_title: 'Push auf diesem Gerät',
	push_body: 'Ein kurzes Wort auf diesem Gerät, wenn etwas geschieht, auch wenn Longhouse zu ist.',
	push_on: 'Push ist auf diesem Gerät an.',
	push_turn_on: 'Einschalten',
	push_turn_off: 'Ausschalten',
	push_off:
		'Push ist auf diesem Gerät aus. Beim Einschalten fragt dein Browser nach der Erlaubnis.',
	push_denied: 'Dein Browser lässt Longhouse keine Mitteilungen zeigen.',
	push_denied_how:
		'Öffne, was er über diese Seite weiß (das Zeichen neben der Adresse), erlaube Mitteilungen und komm zurück.',
	push_unsupported: 'Dieser Browser kann keinen Push empfangen.',
	push_unsupported_ios:
		'Auf iPhone und iPad: füge Longhouse erst zum Home-Bildschirm hinzu (Teilen, „Zum Home-Bildschirm“) und öffne es von dort.',
	push_unsupported_http: 'Für Push muss das Haus über https erreicht werden.',
	push_test: 'Probe senden',
	push_tested: 'Eine Probe ist zu deinen Geräten unterwegs.',
	push_failed: (why) => `Push ließ sich nicht einschalten. ${why}`,
	push_no_service: 'Der Push-Dienst deines Browsers antwortet nicht. Versuche es später.',
	devices: 'Geräte, auf die Push geht',
	this_device: 'Dieses Gerät',
	since: (date) => `Seit ${date}`,
	remove_device: (device) => `${device} entfernen`,
	device_removed: (device) => `${device} bekommt keinen Push mehr.`,

	unsubscribe_title: 'Diese E-Mails beenden?',
	unsubscribe_body: 'Sonst ändert sich nichts: in Longhouse selbst wird es dir weiter gemeldet.',
	unsubscribe_press: 'Diese E-Mails beenden',
	unsubscribed_title: 'Erledigt',
	unsubscribed_body: (type) => `Keine E-Mails mehr über: ${type}.`,
	unsubscribe_broken_title: 'Dieser Link geht nicht',
	unsubscribe_broken_body:
		'Vielleicht ist er abgeschnitten oder zu alt. In den Einstellungen deines Kontos lässt sich jede E-Mail abstellen.',
	to_settings: 'Einstellungen öffnen'
};
