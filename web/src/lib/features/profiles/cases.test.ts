import { describe, expect, it } from 'vitest';
import { applyProfileEvent, applySettingsEvent, nothing, read } from './apply';
import type { Person, ProfileEvent, Settings, SettingsEvent } from './types';

interface Read {
	'/users/me': { user: Person };
	'/users/me/settings': { settings: Settings };
}

type Frame = ProfileEvent | SettingsEvent | { type: 'user_updated'; offset: number; data: unknown };

/** What the server really answered and told; its own tests keep these files true. */
interface Case {
	act: string;
	before: Read;
	frames: Frame[];
	after: Read;
}

const cases = Object.values(
	import.meta.glob<Case>('./cases/*.json', { eager: true, import: 'default' })
);

describe('what was known and what is told make what is read anew', () => {
	it.each(cases)('$act', ({ before, frames, after }) => {
		for (const order of [frames, frames.toReversed(), [...frames, ...frames]]) {
			let person = read<Person>(nothing, before['/users/me'].user, -1);
			let settings = read<Settings>(nothing, before['/users/me/settings'].settings, -1);
			for (const frame of order) {
				if (frame.type === 'profile_updated') person = applyProfileEvent(person, frame);
				if (frame.type === 'settings_updated') settings = applySettingsEvent(settings, frame);
			}
			expect(person.value).toEqual(after['/users/me'].user);
			expect(settings.value).toEqual(after['/users/me/settings'].settings);
		}
	});

	it('is tried with every kind of event', () => {
		const kinds = new Set(cases.flatMap(({ frames }) => frames.map((frame) => frame.type)));
		expect([...kinds].sort()).toEqual(['profile_updated', 'settings_updated', 'user_updated']);
	});
});
