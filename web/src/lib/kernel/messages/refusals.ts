import { pluralIn } from './plural';

const plural = pluralIn('en');

/** The numbers that come with a refusal. */
export type Numbers = Readonly<Record<'least' | 'most' | 'most_bytes' | 'sides', number>>;

const megabytes = (bytes: number) => plural(bytes / 2 ** 20, { other: '#' });

/** What is said when the server refuses, in English. A test of the server keeps the list whole. */
export const refusals = {
	codes: {
		ACCOUNT_PENDING: 'Your account waits for an admin to approve it.',
		ALREADY_ASKED: 'You have asked already. They will answer when they see it.',
		ALREADY_FRIENDS: 'You are friends already.',
		ASKED_RECENTLY: 'They declined not long ago. Please let some days pass before you ask again.',
		AUTHOR_IS_GONE:
			'Whoever wrote this is no longer here. Bring back their account before you do this.',
		CONFLICT: 'That is already so.',
		CSRF_TOKEN_REQUIRED: 'This page was open for too long. Please load it again.',
		DELETED_BY_ANOTHER: 'Somebody who looks after this house deleted this. Please ask them.',
		FORBIDDEN: 'You may not do that.',
		FOREIGN_ORIGIN: 'This page was not opened from the address of the house.',
		IDEMPOTENCY_KEY_REUSED: 'This was sent before with other words. Please try again.',
		INTERNAL_ERROR: 'Something went wrong on our side. It has been noted; please try again.',
		INVALID_CREDENTIALS: 'The name or the password is not right.',
		INVALID_CSRF_TOKEN: 'This page was open for too long. Please load it again.',
		INVALID_CURSOR: 'The list does not go on from here. Please load the page again.',
		INVALID_FIELDS: 'Some fields need another look.',
		INVALID_FRAME: 'The server did not understand that. Please load the page again.',
		INVALID_IDEMPOTENCY_KEY: 'The server did not understand that. Please try again.',
		INVALID_MEDIA: 'This file cannot be taken.',
		INVALID_MESSAGE: 'A message needs some words and a place.',
		INVALID_REQUEST: 'The server did not understand that. Please load the page and try again.',
		INVITE_INVALID: 'This invite is used up, expired or not known. Please ask for a new one.',
		INVITE_REQUIRED: 'This house is by invitation. Please ask a member of it for an invite.',
		IS_DELETED: 'This was deleted. Restore it first.',
		IS_ERASED: 'This was taken away for good and cannot be brought back.',
		LAST_ADMIN: 'This is the last admin of the house. Make someone else an admin first.',
		MEDIA_IN_USE: 'This hangs on a post. Please remove it there.',
		MEDIA_LINK_EXPIRED: 'This link is no longer good. Please load the page again.',
		MEDIA_NOT_ATTACHABLE: 'A picture is still being prepared, in use elsewhere, or not yours.',
		MEDIA_TOO_LARGE: ({ most_bytes }: Numbers) =>
			`This file is larger than ${megabytes(most_bytes)} MB.`,
		MESSAGE_TOO_LARGE: 'That is more than fits at once.',
		METHOD_NOT_ALLOWED: 'The server does not know how to do that.',
		NOTHING_TO_CONFIRM: 'There is no address of yours that waits to be confirmed.',
		NOTHING_TO_GIVE_UP: 'No other address of yours waits to be confirmed.',
		NOT_FOR_SHARING: 'Only you can see this. Choose another audience before you share it.',
		NOT_FOUND: 'There is nothing here, or it is not yours to see.',
		NO_PUSH_SUBSCRIPTION: 'None of your browsers takes pushes yet. Turn them on there first.',
		ONLY_WITH_OTHERS: 'That is something to do with others, not with yourself.',
		QUOTA_EXCEEDED: 'There is no room left for this. Please delete something first.',
		RANGE_NOT_SATISFIABLE: 'The file has no such part.',
		RATE_LIMITED: 'That was a lot at once. Please wait a moment.',
		REAUTHENTICATION_REQUIRED: 'Please confirm your password to go on.',
		REQUESTS_NOT_WANTED: 'They take no requests for friendship from you at the moment.',
		REQUEST_CLOSED: 'That request has been answered, taken back, or has run out.',
		RESTORE_TOO_LATE: 'This was deleted too long ago for you to restore it. An admin still can.',
		SECOND_FACTOR_ENABLED:
			'The second factor is already on. Switch it off before setting it up anew.',
		SECOND_FACTOR_INVALID: 'This code is wrong or was already used. Please try the next one.',
		SECOND_FACTOR_NOT_ENABLED: 'The second factor is not on.',
		SECOND_FACTOR_REQUIRED: 'Please also give the code of your authenticator, or a recovery code.',
		TOKEN_INVALID: 'Your sign-in is not known or has expired. Please sign in again.',
		TOKEN_REUSED: 'Your sign-in was ended for safety. Please sign in again.',
		TOO_LARGE: 'That is larger than this server takes.',
		TOO_MANY_CANVASES: ({ most }: Numbers) =>
			`You have ${plural(most, { one: '# canvas', other: '# canvases' })}. Delete one before you make another.`,
		TOO_MANY_REACTIONS: 'You have given this as many different reactions as there is room for.',
		TOO_MANY_TOPICS: 'That is more than can be followed at once. Please load the page again.',
		UNAUTHORIZED: 'Please sign in.',
		UNAVAILABLE: 'The house is busy or restarting. Please try again in a moment.',
		UNKNOWN_TYPE: 'The server did not understand that. Please load the page again.',
		UNSUPPORTED_FORMAT:
			'That is no picture, film or sound that can be taken: JPEG, PNG, GIF, WebP, AVIF, MP4, WebM, MP3, M4A, Ogg, FLAC or WAV.',
		UNSUPPORTED_MEDIA_TYPE: 'The server does not take that kind of file.',
		UNWELCOME_WORDS: 'Please find other words: some of these are not welcome here.',
		UPLOAD_BROKE_OFF: 'The upload broke off. Please try again.',
		UPLOAD_FINISHED: 'This upload is finished.',
		UPLOAD_OFFSET_MISMATCH: 'The upload lost its place. Please try again.',
		UPLOAD_TOO_SLOW: 'The upload took too long.'
	},
	/** Where one code stands for several causes. */
	causes: {
		account_gone: 'This account was deleted too long ago to come back.',
		account_is_here: 'This account is not deleted.',
		asked_many_today: 'You have asked many people today. Please go on tomorrow.',
		cannot_check_files: 'Files cannot be checked at the moment. Please try again soon.',
		damaged: 'The file is damaged or not complete.',
		email_taken: 'This e-mail address already belongs to an account.',
		few_said_yes:
			'Few people said yes to you lately, so you can ask fewer for a while. Please go on tomorrow.',
		hardly_anybody_said_yes:
			'Hardly anybody said yes to you lately, so you cannot ask for a while. People can still ask you.',
		link_spent: 'This link was used, has expired or was replaced. Please ask for a new one.',
		look_alike: 'Somebody here has a name that looks like this one. Please choose another.',
		not_a_picture: 'A picture is needed here.',
		nothing_in_it: 'There is nothing to see or hear in that file.',
		second_factor_not_begun: 'Begin setting up the second factor first.',
		take_a_breath: 'That was a lot at once. Take a breath, then go on.',
		too_demanding: 'The file takes more work than can be spent on one.',
		too_few_pixels: 'The picture is too small for this. Please choose a larger one.',
		too_long: 'It lasts longer than can be taken.',
		too_many_frames: 'The animation has more frames than can be taken.',
		too_many_pixels: 'The picture has more pixels than can be taken. Please make it smaller.',
		username_taken: 'This name, or one that looks like it, is taken. Please choose another.'
	},
	/** Of a field that cannot be taken. */
	reasons: {
		broken_link: 'This link is not whole. Please use the one in the mail.',
		common_password: 'This password is known from break-ins elsewhere. Please choose another.',
		crop: ({ sides }: Numbers) => `Please crop it to ${plural(sides, { other: '#' })} to 1.`,
		easy_password: 'This password is too easy to guess. A few unrelated words make a good one.',
		empty_file: 'This file is empty.',
		length: ({ least, most }: Numbers) =>
			plural(most, { other: `Between ${plural(least, { other: '#' })} and # characters.` }),
		mixed_scripts: 'Please write each word in one script.',
		name_of_another: 'Another section is called so. Please choose again.',
		nameless: 'Please give it a name.',
		needed: 'This is needed.',
		no_quiet_time: 'Quiet hours end at another time than they begin.',
		no_such_collection: 'There is no such collection. Please load the page again.',
		no_such_field: 'The server does not know this field. Please load the page again.',
		no_such_media: 'One of these is not there, or is not yours to show.',
		no_such_parent: 'There is no such comment under this post.',
		no_such_picture: 'There is no such picture of yours.',
		no_such_place: 'There is no such place in the list.',
		no_such_section: 'There is no such section.',
		nobody_of_that_name: 'There is nobody of that name.',
		not_a_choice: 'Please choose one of those that are offered.',
		not_a_language: 'A language is written like en or pt-BR.',
		not_a_level: 'Choose all members, friends or only you.',
		not_a_link: 'Please enter a whole web address; it begins with https.',
		not_a_push_key: 'This browser gave a key that cannot be used. Please turn pushes on again.',
		not_a_push_service: 'The push service of this browser cannot be reached safely.',
		not_a_time: 'A time is written like 22:00.',
		not_a_timezone: 'A time zone is written like Europe/Vienna.',
		not_a_username: 'A username is made of the letters a to z, digits, _ and -.',
		not_an_address: 'A link begins with https:// or http://.',
		not_an_email: 'This does not look like an e-mail address.',
		not_ids: 'The server did not understand whom you mean. Please load the page again.',
		not_offered: 'That is not in the list.',
		not_one_emoji: 'A reaction is exactly one emoji.',
		not_ready: 'That picture is not ready.',
		not_yours_to_show: 'That is not yours to show.',
		nothing_asked: 'What are you looking for?',
		nothing_said: 'Please write something, or add a link or a picture.',
		nothing_seen: 'Please use characters that can be seen.',
		one_line: ({ most }: Numbers) =>
			plural(most, { one: 'One character.', other: 'At most # characters, in one line.' }),
		one_or_own: 'Choose one of the list, or write your own.',
		personal_password: 'A password may not be built from your name or that of the house.',
		reserved: 'That name is kept for the house itself. Please choose another.',
		said_to_many: ({ most }: Numbers) =>
			plural(most, {
				one: 'You have said this to somebody this week. Please say something of its own.',
				other: 'You have said this to # people this week. Please say something of its own.'
			}),
		shown_once: 'Each can be shown once.',
		signs_alone: 'A username needs at least one letter or digit.',
		too_deep: 'This thread goes no deeper. Answer further up.',
		too_large: ({ most }: Numbers) => plural(most, { other: 'At most #.' }),
		too_long: ({ most }: Numbers) =>
			plural(most, { one: 'At most # character.', other: 'At most # characters.' }),
		too_many: ({ most }: Numbers) =>
			plural(most, { one: 'There is room for one.', other: 'There is room for #.' }),
		too_many_sections: 'Those are too many sections.',
		too_short: ({ least }: Numbers) =>
			plural(least, { one: 'At least # character.', other: 'At least # characters.' }),
		too_small: ({ least }: Numbers) => plural(least, { other: 'At least #.' }),
		unseen: 'Please leave out characters that cannot be seen.',
		untakeable: 'This cannot be taken.',
		unwelcome: 'Please find other words: some of these are not welcome here.',
		which_section: 'Which section?',
		wrong_code: 'This code is wrong or was already used. Please try the next.'
	}
};
