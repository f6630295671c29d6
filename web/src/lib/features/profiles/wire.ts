import type { AnswerOf, Settings } from '$lib/api';

export type { Settings } from '$lib/api';

type PersonTold = AnswerOf<'/api/v1/users/me', 'patch'>['user'];

export const levels = ['public', 'connections', 'private'] as const;
export type Level = (typeof levels)[number];

export type Field =
	| 'display_name'
	| 'avatar'
	| 'banner'
	| 'bio'
	| 'gender'
	| 'pronouns'
	| 'location'
	| 'interests'
	| 'activity'
	| 'connections'
	| 'follows'
	| 'showcase'
	| 'last_active';

export type Visibility = Readonly<Record<Field, Level>>;

/** Somebody as the viewer may see them; what is hidden is null, and named in `hidden`. */
export type Person = PersonTold;
export type Picture = NonNullable<Person['avatar']>;
export type Interest = NonNullable<Person['interests']>[number];
export type Place = NonNullable<Person['location']>;

export interface Onboarding {
	done: boolean;
	progress: number;
	missing: string[];
}

/** What only its owner is told of a profile. */
export interface OwnPerson extends Person {
	visibility: Visibility;
	/** Of each collection of the showcase, by its key. */
	showcase_visibility: Readonly<Record<string, Level>>;
	hide_profile: boolean;
	onboarding: Onboarding;
}

/** What is sent; fields that are not named stay as they are. */
export interface ProfileChange {
	display_name?: string | null;
	bio?: string | null;
	gender?: string | null;
	pronouns?: string | null;
	location?: { city_id: number } | null;
	interests?: ({ id: string } | { label: string })[];
	avatar_media_id?: string | null;
	banner_media_id?: string | null;
	visibility?: Partial<Record<Field, Level>>;
	showcase_visibility?: Record<string, Level>;
	hide_profile?: boolean;
	onboarded?: true;
}

export type PictureField = 'avatar' | 'banner';

/** One's own profile, or that of a friend, changed. Told is what every member may see of it. */
export type ProfileEvent = { type: 'profile_updated'; offset: number; data: { user: Person } };
export type SettingsEvent = {
	type: 'settings_updated';
	offset: number;
	data: { settings: Settings };
};

export type Collection = AnswerOf<
	'/api/v1/users/{reference}/showcase',
	'get'
>['collections'][number];
export type ShowcaseItem = Collection['items'][number];

/** Something that could be shown. */
export type Card = AnswerOf<
	'/api/v1/users/me/showcase/{collection}/candidates',
	'get'
>['candidates'][number];

export const limits = {
	displayNameMin: 3,
	displayNameMax: 40,
	bioMax: 280,
	wordsMax: 30,
	interests: 12,
	interestMin: 2,
	interestMax: 30,
	cards: 3,
	noteMax: 80
} as const;
