import type { Person, Settings } from '$lib/api';

export type { Person, Settings } from '$lib/api';

export type ProfileEvent = { type: 'profile_updated'; offset: number; data: { user: Person } };
export type SettingsEvent = {
	type: 'settings_updated';
	offset: number;
	data: { settings: Settings };
};

export interface ProfileChange {
	display_name: string | null;
	bio: string | null;
}

export const limits = { displayNameMin: 3, displayNameMax: 40, bioMax: 280 } as const;
