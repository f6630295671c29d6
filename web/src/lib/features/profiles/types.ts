/** A person as anybody in the house may see them. */
export interface Person {
	id: string;
	username: string;
	display_name: string | null;
	bio: string | null;
	created_at: string;
}

export type Theme = 'system' | 'light' | 'dark';
export type TextSize = 'small' | 'normal' | 'large';

export interface Settings {
	theme: Theme;
	text_size: TextSize;
	reduce_motion: boolean;
	locale: string;
	timezone: string;
}

export type ProfileEvent = { type: 'profile_updated'; offset: number; data: { user: Person } };
export type SettingsEvent = {
	type: 'settings_updated';
	offset: number;
	data: { settings: Settings };
};

export const limits = { displayNameMin: 3, displayNameMax: 40, bioMax: 280 } as const;
