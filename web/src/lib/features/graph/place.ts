/** The few words that every page needs; the rest comes with the pages of this feature. */
export const place = {
	friends: 'Friends'
};
