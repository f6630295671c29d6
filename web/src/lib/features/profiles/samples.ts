import type { OwnPerson } from './wire';

/** Ana as her own browser knows her; what she never chose is as the house begins. */
export const ana: OwnPerson = {
	id: 'ana',
	username: 'ana',
	created_at: '2026-11-01T08:00:00Z',
	display_name: 'Ana Lima',
	bio: 'Bread and rivers.',
	avatar: {
		media_id: 'face',
		url_320: '/face-320',
		url_1080: '/face-1080',
		blur: null,
		alt: null
	},
	banner: null,
	gender: null,
	pronouns: 'she/her',
	location: { id: 1, city: 'Lisbon', country: 'PT', label: 'Lisbon, Portugal' },
	interests: [
		{ id: 'sourdough', label: 'Sourdough', category: 'Food and drink' },
		{ id: null, label: 'night trains', category: null }
	],
	last_active_at: '2026-11-20T08:00:00Z',
	online: true,
	hidden: [],
	visibility: {
		display_name: 'public',
		avatar: 'public',
		banner: 'connections',
		bio: 'connections',
		gender: 'connections',
		pronouns: 'connections',
		location: 'connections',
		interests: 'connections',
		activity: 'connections',
		connections: 'connections',
		follows: 'connections',
		showcase: 'connections',
		last_active: 'connections'
	},
	showcase_visibility: { favorite_posts: 'connections' },
	hide_profile: false,
	onboarding: { done: true, progress: 1, missing: [] }
};
