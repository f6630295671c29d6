import type {
	Field,
	Interest,
	Level,
	OwnPerson,
	ProfileChange,
	Settings,
	SettingsEvent
} from './wire';

/** One thing that is replaced as a whole; the event with the highest offset has the last word. */
export interface Latest<T> {
	readonly value: T | null;
	readonly offset: number;
}

export const nothing: Latest<never> = { value: null, offset: -1 };

export function applySettingsEvent(
	state: Latest<Settings>,
	{ data, offset }: SettingsEvent
): Latest<Settings> {
	return offset > state.offset ? { value: data.settings, offset } : state;
}

/** Takes a reading that was asked for when the state stood at `since`, unless an event told something newer. */
export function read<T>(state: Latest<T>, value: T, since: number): Latest<T> {
	return state.offset > since ? state : { ...state, value };
}

/** Offsets start anew with the next epoch, so the old ones must not silence the new. */
export function losePlace<T>(state: Latest<T>): Latest<T> {
	return { ...state, offset: -1 };
}

/** What a member wants their profile to be, in the shape in which it is shown. */
export interface Look extends Partial<
	Pick<
		OwnPerson,
		| 'display_name'
		| 'bio'
		| 'gender'
		| 'pronouns'
		| 'location'
		| 'interests'
		| 'avatar'
		| 'banner'
		| 'hide_profile'
	>
> {
	visibility?: Partial<Record<Field, Level>>;
	showcase_visibility?: Readonly<Record<string, Level>>;
}

/** The profile as it will be. */
export function withLook(person: OwnPerson, look: Look): OwnPerson {
	return {
		...person,
		...look,
		visibility: { ...person.visibility, ...look.visibility },
		showcase_visibility: { ...person.showcase_visibility, ...look.showcase_visibility }
	};
}

/** The same wish as it is sent. */
export function changeOf({ avatar, banner, interests, location, ...same }: Look): ProfileChange {
	return {
		...same,
		...(location === undefined ? {} : { location: cityOf(location) }),
		...(interests === undefined ? {} : { interests: (interests ?? []).map(wishOf) }),
		...(avatar === undefined ? {} : { avatar_media_id: avatar?.media_id ?? null }),
		...(banner === undefined ? {} : { banner_media_id: banner?.media_id ?? null })
	};
}

/** What to wish for to have everything back that `look` changes. */
export function wayBack(before: OwnPerson, look: Look): Look {
	const { showcase_visibility, visibility, ...rest } = look;
	const fields = Object.keys(rest) as (keyof typeof rest)[];
	return {
		...Object.fromEntries(fields.map((field) => [field, before[field]])),
		...(visibility ? { visibility: those(before.visibility, visibility) } : {}),
		...(showcase_visibility
			? { showcase_visibility: those(before.showcase_visibility, showcase_visibility) }
			: {})
	};
}

/** What was chosen before, of those that are chosen anew. */
function those(before: Readonly<Record<string, Level>>, chosen: object): Record<string, Level> {
	return Object.fromEntries(Object.entries(before).filter(([name]) => Object.hasOwn(chosen, name)));
}

function cityOf(location: Look['location']): { city_id: number } | null {
	return location ? { city_id: location.id } : null;
}

function wishOf({ id, label }: Interest): { id: string } | { label: string } {
	return id === null ? { label } : { id };
}
