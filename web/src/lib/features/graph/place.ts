/** The few words that every page needs; the rest comes with the pages of this feature. */
export const place = {
	friends: 'Friends',
	here_now: 'Here now',
	was_here_lately: 'Here a moment ago',
	was_here: (when: string) => `Here ${when}`
};
