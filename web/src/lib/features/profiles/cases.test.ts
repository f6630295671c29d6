import { describe, expect, it, vi } from 'vitest';
import { Profiling } from './actions';
import { words } from './place';
import type { ProfilesRemote } from './remote';
import { ProfilesStore } from './store.svelte';
import type { OwnPerson, ProfileEvent, Settings, SettingsEvent } from './wire';

interface Read {
	'/users/me': { user: OwnPerson } & Pick<OwnPerson, 'visibility' | 'hide_profile' | 'onboarding'>;
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

const mine = ({ '/users/me': { user, ...own } }: Read): OwnPerson => ({ ...user, ...own });

describe('what was known and what is told make what is read anew', () => {
	it.each(cases)('$act', async ({ before, frames, after }) => {
		for (const order of [frames, frames.toReversed(), [...frames, ...frames]]) {
			const store = new ProfilesStore();
			let house = before;
			const remote = {
				me: async () => mine(house),
				settings: async () => house['/users/me/settings'].settings
			} as unknown as ProfilesRemote;
			const profiling = new Profiling({
				remote,
				store,
				myId: () => before['/users/me'].user.id,
				words: () => words,
				notify: vi.fn(),
				explain: () => '',
				meChanged: vi.fn(),
				show: vi.fn(),
				ready: async () => {}
			});
			await Promise.all([profiling.readProfile(), profiling.readSettings()]);
			house = after;
			for (const frame of order) if (frame.type !== 'user_updated') profiling.hear(frame);
			await vi.waitFor(() => expect(store.profile.person).toEqual(mine(after)));
			expect(store.settings.settings).toEqual(after['/users/me/settings'].settings);
		}
	});

	it('is tried with every kind of event', () => {
		const kinds = new Set(cases.flatMap(({ frames }) => frames.map((frame) => frame.type)));
		expect([...kinds].sort()).toEqual(['profile_updated', 'settings_updated', 'user_updated']);
	});
});
