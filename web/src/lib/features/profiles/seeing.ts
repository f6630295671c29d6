import type { Field, Level, OwnPerson, Person, Visibility } from './wire';

/** With whose eyes a profile is looked at. */
export type Viewer = 'stranger' | 'connection' | 'self';

/** What stays visible while a profile is hidden as a whole. */
export const alwaysShown: readonly Field[] = ['display_name', 'avatar'];

export function levelInForce(
	{ hide_profile, visibility }: Pick<OwnPerson, 'hide_profile' | 'visibility'>,
	field: Field
): Level {
	return hide_profile && !alwaysShown.includes(field) ? 'private' : visibility[field];
}

/** Of one collection of the showcase. */
export function collectionInForce(
	{ hide_profile, showcase_visibility, visibility }: OwnPerson,
	key: string
): Level {
	return hide_profile ? 'private' : (showcase_visibility[key] ?? visibility.showcase);
}

export function maySee(level: Level, viewer: Viewer): boolean {
	if (viewer === 'self' || level === 'public') return true;
	return level === 'connections' && viewer === 'connection';
}

/** One's own profile as somebody else would be given it. The server decides; this foretells it. */
export function seenBy(person: OwnPerson, viewer: Viewer): Person {
	const { hide_profile, onboarding: _, showcase_visibility, visibility, ...all } = person;
	const fields = Object.keys(visibility) as Field[];
	const collections = Object.keys(showcase_visibility);
	const shows = (field: Field) =>
		field === 'showcase' && collections.length > 0
			? collections.some((key) => maySee(collectionInForce(person, key), viewer))
			: maySee(levelInForce({ hide_profile, visibility }, field), viewer);
	const hidden = fields.filter((field) => !shows(field));
	return {
		...all,
		display_name: shows('display_name') ? all.display_name : null,
		bio: shows('bio') ? all.bio : null,
		avatar: shows('avatar') ? all.avatar : null,
		banner: shows('banner') ? all.banner : null,
		gender: shows('gender') ? all.gender : null,
		pronouns: shows('pronouns') ? all.pronouns : null,
		location: shows('location') ? all.location : null,
		interests: shows('interests') ? all.interests : null,
		last_active_at: shows('last_active') ? all.last_active_at : null,
		online: shows('last_active') ? all.online : null,
		hidden
	};
}

/** How the fields stand together in the settings; a showcase has a switch for each collection. */
export const groups = [
	{
		key: 'about',
		fields: [
			'display_name',
			'avatar',
			'banner',
			'bio',
			'pronouns',
			'gender',
			'location',
			'last_active'
		]
	},
	{ key: 'interests', fields: ['interests'] },
	{ key: 'showcase', fields: [] },
	{ key: 'activity', fields: ['activity', 'connections', 'follows'] }
] as const satisfies readonly { key: string; fields: readonly Field[] }[];

/** The levels as they would be if nobody had ever chosen. */
export const defaultVisibility: Visibility = Object.fromEntries(
	[...groups.flatMap(({ fields }) => [...fields] as Field[]), 'showcase' as const].map((field) => [
		field,
		alwaysShown.includes(field) ? 'public' : 'connections'
	])
) as unknown as Visibility;
