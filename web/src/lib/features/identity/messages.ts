export const en = {
	sign_in: 'Sign in',
	nobody_yet: 'Nobody lives here yet. Open the link that was printed when the house started.',
	name_or_email: 'Name or e-mail',
	password: 'Password',
	forgot_password: 'Forgot your password?',
	new_here: 'New here?',
	register: 'Create an account',
	have_account: 'Already have an account?',
	wrong_credentials: 'That name and password do not go together. Check both and try again.',
	try_again_in: (time: string) => `Too many attempts. Try again in ${time}.`,
	seconds: (n: number) => (n === 1 ? 'one second' : `${n} seconds`),
	code_title: 'One more step',
	code_body: 'Enter the 6-digit code from your authenticator app.',
	code_label: 'Code from your app',
	code_wrong: 'That code is not right. Codes change every 30 seconds; wait for the next one.',
	use_recovery_code: 'Use a recovery code instead',
	recovery_body: 'Enter one of the recovery codes you kept. Each works once.',
	recovery_label: 'Recovery code',
	recovery_wrong: 'That recovery code is not right, or it was used before.',
	use_app_code: 'Use the code from your app',
	back_to_password: 'Start over',
	continue: 'Continue',
	reason_ended: 'You were signed out here, because this session was ended from another place.',
	reason_deleted: 'Your account is deleted. An admin can bring it back for 30 days.',
	reason_reset: 'Your new password is set. Sign in with it.',
	reason_signed_out: 'You are signed out.',
	reason_registered: 'Your account is ready. Sign in to come in.',

	register_title: (site: string) => `Join ${site}`,
	username: 'Name',
	username_hint: '3 to 32 characters: letters, digits, _ and -',
	username_short: (missing: number) =>
		missing === 1 ? 'One more character.' : `${missing} more characters.`,
	username_long: 'At most 32 characters.',
	username_characters: 'Only the letters a to z, digits, _ and -.',
	username_good: 'Good.',
	email: 'E-mail',
	email_hint: 'For getting back in, and for mail that you ask for. Nobody else sees it.',
	password_empty: 'Long is strong: a few words you can remember beat one odd word.',
	password_short: 'A little short still. Add another word.',
	password_fair: 'Good. Longer would be better yet.',
	password_strong: 'Strong.',
	invite_code: 'Invite code',
	invite_hint: 'This house is by invitation. The code is in the link you were sent.',
	invite_from_link: 'Taken from your invite link.',
	invite_needed: 'An invite code is needed to join.',
	invite_invalid: 'That invite is not valid any more. Ask whoever sent it for a new one.',
	approval_notice: 'Someone from this house looks at each new account before it can come in.',
	taken_username: 'Someone here has that name already. Try another.',
	taken_email: 'There is an account with that e-mail. Sign in instead?',

	waiting_title: 'Almost there',
	waiting_body: (name: string) =>
		name
			? `Your account ${name} is made. Someone from this house will look at it, and then you can sign in.`
			: 'Your account is made. Someone from this house will look at it, and then you can sign in.',
	waiting_hint: 'You can close this page and come back later.',
	waiting_retry: 'Try signing in',

	welcome_title: 'Welcome home',
	welcome_body:
		'Nobody lives here yet. Create the first account: it runs the house and lets the others in.',
	welcome_create: 'Create the first account',
	link_checking: 'Checking your link…',
	link_missing_title: 'This page needs a link',
	link_missing_body:
		'Open the whole link that was printed when the house started. It ends in # and a long code.',
	link_spent_title: 'This link no longer works',
	link_spent_body: 'It was used already, or its time ran out.',
	link_spent_first_admin:
		'On the machine that runs this house, `longhouse admin link` makes a new one.',
	link_spent_reset: 'Ask for a new one.',

	forgot_title: 'Get back in',
	forgot_body: 'Tell us your name or e-mail.',
	forgot_send: 'Send a link',
	forgot_sent_title: 'Look in your mail',
	forgot_sent_body:
		'If there is an account with that name and it has a confirmed e-mail, a link to set a new password is on its way. Without one, an admin can make you a link.',
	forgot_no_mail_title: 'Ask an admin for a link',
	forgot_no_mail_body:
		'This house sends no mail. An admin can make you a link with which you set a new password.',
	reset_title: 'Set a new password',
	reset_for: (name: string) => `For ${name}. You will be signed out everywhere.`,
	reset_save: 'Set password',

	confirm_email_title: 'Is this your address?',
	confirm_email_body: (name: string, address: string) =>
		`${name} says that ${address} is theirs. If that is you, confirm it.`,
	confirm_email_press: 'Yes, it is mine',
	confirm_email_done_title: 'Confirmed',
	confirm_email_done_body: 'Mail may go to this address now.',
	confirm_email_to_settings: 'Open the settings',
	link_spent_email: 'In your settings, under Security, you can have a new one sent.',
	back_to_sign_in: 'Back to sign-in',

	confirm_you_title: 'Is it you?',
	confirm_you_body: 'Enter your password to go on. We ask again before anything that matters.',
	confirm: 'Confirm',
	cancel: 'Cancel',
	cancelled_because_unconfirmed: 'Nothing was changed, because it was not confirmed.',

	security: 'Security',
	security_subtitle: 'Password, e-mail, second step, and where you are signed in',
	change_password: 'Password',
	current_password: 'Current password',
	new_password: 'New password',
	end_other_sessions: 'Sign out other devices',
	end_other_sessions_hint: 'Do this if someone may know the old password.',
	save_password: 'Change password',
	password_changed: 'Your password is changed.',
	password_changed_everywhere: 'Your password is changed, and other devices are signed out.',
	current_password_wrong: 'That is not your current password.',

	change_email: 'E-mail',
	email_body: 'Gets you back in, and takes mail that you ask for. Nobody else sees it.',
	email_none: 'No e-mail is kept. If you forget your password, only an admin can help you.',
	save_email: 'Save e-mail',
	email_saved: 'Your e-mail is saved.',
	email_asked: (address: string) => `A link is on its way to ${address}. Open it to confirm.`,
	email_pending: (address: string) =>
		`${address} is not yet confirmed. Open the link that was sent there.`,
	email_kept: (address: string) => `Until then ${address} stays.`,
	email_unconfirmed:
		'Not yet confirmed. Until you open the link that is sent there, you get no notifications and no new password by mail.',
	email_send_link: 'Send again',
	email_link_sent: (address: string) => `A link is on its way to ${address}.`,
	email_removed: 'Your e-mail is removed.',

	second_factor: 'Second step at sign-in',
	second_factor_body:
		'A code from an app on your phone, asked after the password. Whoever learns your password still cannot come in.',
	second_factor_on: 'On',
	second_factor_off: 'Off',
	second_factor_set_up: 'Set it up',
	second_factor_scan: 'Scan this with an authenticator app.',
	second_factor_qr: 'QR code for your authenticator app',
	second_factor_secret: 'Or type this key into the app',
	second_factor_confirm: 'Then enter the code that the app shows.',
	second_factor_turn_on: 'Turn on',
	second_factor_turned_on: 'The second step is on.',
	second_factor_turn_off: 'Turn off',
	second_factor_turn_off_title: 'Turn off the second step?',
	second_factor_turn_off_body:
		'Your password alone will let you in. Your recovery codes stop working.',
	second_factor_turned_off: 'The second step is off.',
	recovery_codes: 'Recovery codes',
	recovery_codes_body:
		'If you lose your phone, each of these lets you in once. They are shown only now: keep them somewhere safe.',
	recovery_codes_left: (n: number) =>
		n === 0
			? 'No recovery codes are left. Make new ones.'
			: n === 1
				? 'One recovery code is left.'
				: `${n} recovery codes are left.`,
	recovery_codes_new: 'Make new codes',
	recovery_codes_new_title: 'Make new recovery codes?',
	recovery_codes_new_body: 'The codes you have now stop working at once.',
	recovery_codes_copy: 'Copy',
	recovery_codes_copied: 'Copied.',
	recovery_codes_download: 'Download',
	recovery_codes_kept: 'I have kept them',
	recovery_codes_file: (site: string, name: string) =>
		`Recovery codes of ${name} for ${site}. Each works once.`,

	sessions: 'Where you are signed in',
	sessions_body: 'Anything you do not recognise? End it, and change your password.',
	sessions_empty: 'You are signed in nowhere else.',
	this_device: 'This device',
	last_seen: 'Last seen',
	unknown_address: 'Unknown address',
	end_session: 'End',
	end_session_of: (device: string) => `End the session on ${device}`,
	session_ended: (device: string) => `The session on ${device} is ended.`,
	end_all_others: 'End all others',
	end_all_others_title: 'End all other sessions?',
	end_all_others_body: 'Every other device has to sign in again. This one stays signed in.',
	all_others_ended: 'All other sessions are ended.',

	danger_zone: 'Leave this house',
	delete_account: 'Delete my account',
	delete_account_body:
		'You and everything of yours are hidden at once, and you are signed out everywhere. An admin can bring your account back for 30 days; after that it is gone for good.',
	delete_account_title: 'Delete your account?',
	delete_account_confirm: 'Delete account',

	undone: (why: string) => `Undone: ${why}`
};
