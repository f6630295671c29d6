import { later, type Told } from '../apply';
import type { Preferences, PreferencesChange, SectionSubscription } from '../wire';

export type Kept<T> = Told<T | null>;

export const nothing: Kept<never> = { value: null, at: -1 };

export function tell<T>(kept: Kept<T>, value: T, at: number): Kept<T> {
	return later<T | null>(kept, { value, at });
}

/** The preferences with a change laid over them. */
export function withChange(preferences: Preferences, change: PreferencesChange): Preferences {
	const types = { ...preferences.types };
	for (const type of Object.keys(change.types ?? {}) as (keyof typeof types)[]) {
		types[type] = { ...types[type], ...change.types?.[type] };
	}
	return {
		types,
		quiet_hours: { ...preferences.quiet_hours, ...change.quiet_hours },
		email_batching: change.email_batching ?? preferences.email_batching
	};
}

export function withSubscription(
	all: Readonly<Record<string, Told<boolean>>>,
	{ section_id, subscribed }: SectionSubscription,
	at: number
): Readonly<Record<string, Told<boolean>>> {
	return { ...all, [section_id]: later(all[section_id], { value: subscribed, at }) };
}
