import { pluralIn, type Translation } from '$lib/kernel';
import type { en } from './messages';

const plural = pluralIn('de');

export const de: Translation<typeof en> = {
	follow: 'Folgen',
	following: 'Gefolgt',
	unfollow: 'Nicht mehr folgen',
	follow_name: (name) => `${name} folgen`,
	following_name: (name) => `Gefolgt: ${name}`,
	follows_you: 'Folgt dir',
	you: 'Du',
	edit_profile: 'Profil bearbeiten',
	block: 'Blockieren',
	unblock: 'Freigeben',
	mute: 'Stummschalten',
	unmute: 'Wieder hören',
	blocked: 'Blockiert',
	muted: 'Stumm',
	undo: 'Rückgängig',
	menu: (name) => `Mehr zu ${name}`,
	member_since: (date) => `Hier seit ${date}`,
	followers: 'Follower',
	followers_count: (count) => plural(count, { one: '# Follower', other: '# Follower' }),
	following_count: (count) => plural(count, { one: 'folgt #', other: 'folgt #' }),
	posts_count: (count) => plural(count, { one: '# Beitrag', other: '# Beiträge' }),
	comments_count: (count) => plural(count, { one: '# Kommentar', other: '# Kommentare' }),
	posts: 'Beiträge',
	comments: 'Kommentare',
	parts: (name) => `Seiten von ${name}`,
	block_title: (name) => `${name} blockieren?`,
	block_body:
		'Keiner von euch sieht mehr etwas vom anderen, hier und überall, und eine Freundschaft endet damit. Es wird nicht mitgeteilt. In deinen Einstellungen kannst du es aufheben.',
	blocked_now: (name) => `${name} ist blockiert.`,
	unblocked_now: (name) => `${name} ist nicht mehr blockiert.`,
	muted_now: (name) => `${name} ist stumm. Nur du weißt es.`,
	unmuted_now: (name) => `${name} ist nicht mehr stumm.`,
	undone: (why) => `Das ging nicht, also ist alles wie vorher. ${why}`,
	you_block: (name) => `Du hast ${name} blockiert, darum gibt es hier nichts zu sehen.`,
	you_mute: (name) =>
		`Du hast ${name} stummgeschaltet. Was dort erscheint, bleibt aus deinen Listen.`,
	not_here_title: 'Niemand heißt so',
	not_here_body: 'Vielleicht ist der Name falsch geschrieben, oder das Mitglied ist gegangen.',
	no_followers: 'Noch folgt niemand',
	no_followers_body: (name) => `${name} sieht hier, wer es tut.`,
	follows_hidden: 'Hier siehst du nichts',
	follows_hidden_body: (name) => `${name} bestimmt, wer diese Liste sieht.`,
	no_following: 'Folgt noch niemandem',
	no_following_body: 'Menschen findest du in den Bereichen: drück auf einen Namen.',
	people: 'Menschen',
	people_subtitle: 'Wer dich fragen darf, und von wem du lieber nichts hörst',
	blocked_title: 'Blockiert',
	blocked_hint: 'Ihr seht nichts voneinander.',
	nobody_blocked: 'Du hast niemanden blockiert.',
	muted_title: 'Stumm',
	muted_hint: 'Ihre Beiträge bleiben aus deinen Listen. Sie wissen es nicht.',
	nobody_muted: 'Du hast niemanden stummgeschaltet.',
	block_again: 'Wieder blockieren',
	mute_again: 'Wieder stummschalten',

	friends: 'Freunde',
	here_now: 'Gerade hier',
	was_here_lately: 'Eben noch hier',
	was_here: (when) => `Zuletzt hier ${when}`,
	profile: 'Profil',
	friends_subtitle: 'Wen du hier kennst, und wen vielleicht',
	friends_parts: 'Seiten über Freunde',
	requests: 'Anfragen',
	find_people: 'Menschen finden',
	friends_count: (count) => plural(count, { one: '# Freundschaft', other: '# Freundschaften' }),
	lately: {
		posted: 'Hat einen Beitrag veröffentlicht',
		commented: 'Hat einen Kommentar geschrieben'
	},
	friend_since: (date) => `Befreundet seit ${date}`,
	mutual_count: (count) =>
		plural(count, { one: '# gemeinsame Bekanntschaft', other: '# gemeinsame Bekanntschaften' }),
	mutuals: (who) => `Auch befreundet mit ${who}`,
	more_others: 'anderen',
	others: (count) => plural(count, { one: '# weiteren', other: '# weiteren' }),

	add_friend: 'Befreunden',
	add_friend_name: (name) => `Mit ${name} befreunden`,
	cancel_request: 'Zurückziehen',
	cancel_request_name: (name) => `Anfrage an ${name} zurückziehen`,
	accept: 'Annehmen',
	accept_name: (name) => `Anfrage von ${name} annehmen`,
	decline: 'Ablehnen',
	decline_name: (name) => `Anfrage von ${name} ablehnen`,
	are_friends: 'Befreundet',
	are_friends_name: (name) => `Du bist mit ${name} befreundet`,
	unfriend: 'Freundschaft beenden',

	ask_title: (name) => `${name} um Freundschaft bitten`,
	ask_body: 'Wer befreundet ist, sieht, was ihr nur Freunden zeigt, und folgt einander.',
	ask_message: 'Ein paar Worte dazu',
	ask_message_hint: 'Nicht nötig, aber es hilft zu wissen, wer fragt.',
	ask_send: 'Anfrage senden',
	friends_now: (name) => `Du bist jetzt mit ${name} befreundet.`,
	unfriended: (name) => `Du bist nicht mehr mit ${name} befreundet.`,
	declined: (name) => `Die Anfrage von ${name} ist abgelehnt. Es wird nicht mitgeteilt.`,
	takes_none: (name) => `${name} nimmt im Moment keine Anfragen an.`,

	no_friends: 'Noch keine Freundschaften',
	no_friends_body:
		'Such Menschen, die du kennst, und frag sie. Was du Freunden zeigst, sehen sie dann.',
	no_friends_of: 'Keine Freundschaften zu sehen',
	no_friends_of_body: (name) => `${name} hat sich hier noch mit niemandem befreundet.`,
	no_mutuals: 'Niemand, den ihr beide kennt',
	no_mutuals_body: (name) =>
		`Alle Freundschaften von ${name} sehen nur Freunde; hier stünde, wen ihr beide kennt.`,
	only_mutuals: (name) =>
		`Mit wem ihr beide befreundet seid, du und ${name}. Die ganze Liste ist für Freunde.`,
	manage_friends: 'Deine Anfragen und Freundschaften',

	incoming_title: 'Warten auf deine Antwort',
	outgoing_title: 'Warten auf andere',
	no_requests: 'Keine Anfragen',
	no_requests_body: 'Wenn dich jemand fragt oder du jemanden fragst, steht es hier.',

	suggestions_title: 'Vielleicht kennst du',
	more_suggestions: 'Mehr zeigen',
	no_suggestions: 'Noch niemand vorzuschlagen',
	no_suggestions_body:
		'Mit ein paar Freundschaften, oder wenn du Menschen folgst, findest du hier, wen diese kennen.',
	not_interested: 'Kein Interesse',
	not_interested_name: (name) => `${name} nicht vorschlagen`,
	passed_over: (name) => `${name} wird nicht mehr vorgeschlagen.`,
	reasons: {
		friends_of_friends: (count, who) =>
			who
				? `Befreundet mit ${who}`
				: plural(count, {
						one: '# gemeinsame Bekanntschaft',
						other: '# gemeinsame Bekanntschaften'
					}),
		followed_by_followed: (count, who) =>
			who
				? `Du folgst ${who}, von dort wird gefolgt`
				: plural(count, { one: '# folgt, dem du folgst', other: '# folgen, denen du folgst' }),
		same_interests: (count, who) =>
			who
				? `Wie du an ${who} interessiert`
				: plural(count, { one: '# gemeinsames Interesse', other: '# gemeinsame Interessen' }),
		same_sections: (count, who) =>
			who
				? `Wie du oft in ${who}`
				: plural(count, { one: '# gemeinsamer Bereich', other: '# gemeinsame Bereiche' })
	},

	asking_title: 'Bitten um Freundschaft',
	asking_hint: 'Es gilt für neue Anfragen; die schon warten, bleiben.',
	who_may_ask: 'Wer dich fragen darf',
	may_ask_open: 'Alle hier',
	may_ask_open_hint: 'Wen du blockierst, kann es nicht.',
	may_ask_nobody: 'Niemand',
	may_ask_nobody_hint: 'Du kannst weiterhin andere fragen.',
	may_ask_servers: 'Im Moment dürfen nur Menschen fragen, die einen Server mit dir teilen.',
	auto_decline: 'Von selbst ablehnen, wer keinen Server mit dir teilt',
	auto_decline_hint:
		'Von solchen Anfragen erfährst du nichts. Solange es hier keine Server gibt, sind das alle.',
	card: (name) => `Über ${name}`
};
