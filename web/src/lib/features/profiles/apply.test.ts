import { describe, expect, it } from 'vitest';
import {
	applySettingsEvent,
	changeOf,
	losePlace,
	nothing,
	read,
	wayBack,
	withLook,
	type Look
} from './apply';
import { ana } from './samples';
import { ProfileStore } from './store.svelte';
import type { OwnPerson, Settings, SettingsEvent } from './wire';

const settings: Settings = {
	theme: 'system',
	text_size: 'normal',
	reduce_motion: false,
	locale: 'en',
	timezone: 'Europe/Berlin'
};
const told = (offset: number, change: Partial<Settings>): SettingsEvent => ({
	type: 'settings_updated',
	offset,
	data: { settings: { ...settings, ...change } }
});

describe('settings', () => {
	it('are those of the latest event, in whatever order events come', () => {
		const events = [told(1, { theme: 'dark' }), told(2, { theme: 'light' })];
		for (const order of [events, events.toReversed(), [...events, ...events]]) {
			const state = order.reduce(applySettingsEvent, read<Settings>(nothing, settings, -1));
			expect(state.value?.theme).toBe('light');
		}
	});

	it('are not overwritten by a reading that was asked for before the event', () => {
		const state = applySettingsEvent(nothing, told(3, { theme: 'dark' }));
		expect(read<Settings>(state, settings, -1).value?.theme).toBe('dark');
		expect(read<Settings>(losePlace(state), settings, -1).value?.theme).toBe('system');
	});
});

describe('a profile', () => {
	it('is what was asked for last, whatever is answered last', () => {
		const store = new ProfileStore();
		const [early, late] = [store.begin(), store.begin()];
		store.read({ ...ana, bio: 'late' }, late);
		store.read({ ...ana, bio: 'early' }, early);
		expect(store.person?.bio).toBe('late');
	});

	it('shows what is being saved over what is read meanwhile, until that is settled', () => {
		const store = new ProfileStore();
		store.read(ana, store.begin());
		const [bio, pronouns] = [{ bio: 'Rower' }, { pronouns: 'they/them' }];
		store.intend(bio);
		store.intend(pronouns);
		store.read({ ...ana, gender: 'Woman' }, store.begin());
		expect(store.person).toMatchObject({ bio: 'Rower', pronouns: 'they/them', gender: 'Woman' });
		store.undo(bio);
		expect(store.person).toMatchObject({ bio: ana.bio, pronouns: 'they/them' });
	});
});

describe('a look', () => {
	it('changes one level and leaves the others, and knows the way back', () => {
		const person: OwnPerson = {
			...ana,
			showcase_visibility: { favorite_posts: 'public', copper: 'private' }
		};
		const look: Look = {
			showcase_visibility: { copper: 'public' },
			visibility: { bio: 'private' }
		};
		const then = withLook(person, look);
		expect(then.showcase_visibility).toEqual({ favorite_posts: 'public', copper: 'public' });
		expect(changeOf(look)).toEqual(look);
		expect(withLook(then, wayBack(person, look))).toEqual(person);
	});
});
