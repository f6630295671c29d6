import { describe, expect, it } from 'vitest';
import { applyProfileEvent, applySettingsEvent, losePlace, nothing, read } from './apply';
import type { Person, ProfileEvent, Settings, SettingsEvent } from './types';

const ana: Person = {
	id: 'ana',
	username: 'ana',
	display_name: 'Ana',
	bio: null,
	created_at: '2026-11-01T08:00:00Z'
};
const settings: Settings = {
	theme: 'system',
	text_size: 'normal',
	reduce_motion: false,
	locale: 'en',
	timezone: 'Europe/Berlin'
};
const profile = (offset: number, bio: string): ProfileEvent => ({
	type: 'profile_updated',
	offset,
	data: { user: { ...ana, bio } }
});
const look = (offset: number, theme: Settings['theme']): SettingsEvent => ({
	type: 'settings_updated',
	offset,
	data: { settings: { ...settings, theme } }
});

describe('a profile', () => {
	it('ends with the later change, whichever arrives first', () => {
		const events = [profile(1, 'Baker'), profile(2, 'Baker and rower')];
		const a = events.reduce(applyProfileEvent, nothing);
		const b = events.toReversed().reduce(applyProfileEvent, nothing);
		expect(a).toEqual(b);
		expect(a.value?.bio).toBe('Baker and rower');
	});

	it('lets an event stand against a reading that began before it', () => {
		const told = applyProfileEvent(nothing, profile(3, 'Baker'));
		expect(read(told, ana, -1).value?.bio).toBe('Baker');
		expect(read(told, ana, 3).value?.bio).toBeNull();
	});
});

describe('appearance', () => {
	it('ends with the later choice, whichever arrives first', () => {
		const events = [look(1, 'dark'), look(2, 'light')];
		const a = events.reduce(applySettingsEvent, nothing);
		const b = events.toReversed().reduce(applySettingsEvent, nothing);
		expect(a).toEqual(b);
		expect(a.value?.theme).toBe('light');
	});

	it('listens to small offsets again after the place in the stream was lost', () => {
		const told = applySettingsEvent(nothing, look(80, 'dark'));
		expect(applySettingsEvent(losePlace(told), look(1, 'light')).value?.theme).toBe('light');
	});
});
