import type { Person, ProfileEvent, Settings, SettingsEvent } from './types';

/** One thing that is replaced as a whole; the event with the highest offset has the last word. */
export interface Latest<T> {
	readonly value: T | null;
	readonly offset: number;
}

export const nothing: Latest<never> = { value: null, offset: -1 };

export function applyProfileEvent(state: Latest<Person>, event: ProfileEvent): Latest<Person> {
	return later(state, event.data.user, event.offset);
}

export function applySettingsEvent(
	state: Latest<Settings>,
	event: SettingsEvent
): Latest<Settings> {
	return later(state, event.data.settings, event.offset);
}

/** Takes a reading that was asked for when the state stood at `since`, unless an event told something newer. */
export function read<T>(state: Latest<T>, value: T, since: number): Latest<T> {
	return state.offset > since ? state : { ...state, value };
}

/** Offsets start anew with the next epoch, so the old ones must not silence the new. */
export function losePlace<T>(state: Latest<T>): Latest<T> {
	return { ...state, offset: -1 };
}

function later<T>(state: Latest<T>, value: T, offset: number): Latest<T> {
	return offset > state.offset ? { value, offset } : state;
}
