/** The few words that every page needs; the rest comes with the pages of this feature. */
export const words = {
	settings: 'Settings',
	profile: 'Profile',
	appearance: 'Appearance',
	theme: 'Theme',
	text_size: 'Text size',
	language: 'Language',
	display_name: 'Display name',
	bio: 'About you',
	saved: 'Your profile is saved.',
	saved_undone: 'Your profile is as it was.',
	undo: 'Undo',
	not_kept: (why: string) => `Your choice could not be kept, so it is as before. ${why}`
};

/** Those of the pages of people. */
export const faceWords = {
	online: 'Here now',
	active_lately: 'Here a moment ago',
	active: (when: string) => `Here ${when}`,
	location: 'Place',
	gender: 'Gender',
	interests: 'Interests'
};
