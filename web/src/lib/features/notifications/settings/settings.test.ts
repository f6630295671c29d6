import { describe, expect, it, vi } from 'vitest';
import { ApiError } from '$lib/api';
import { en } from '../messages';
import type { NotificationsRemote } from '../remote';
import type { Preferences, PreferencesChange } from '../wire';
import { Preferring } from './actions';
import { withChange } from './apply';
import { PreferencesStore } from './store.svelte';

const on = { in_app: true, push: true, email: false };
const usual: Preferences = {
	types: {
		new_post: on,
		new_comment: on,
		mention: on,
		reaction: on,
		follow: on,
		friend_request: on,
		friend_accepted: on
	},
	quiet_hours: { enabled: false, start: '22:00', end: '07:00' },
	email_batching: 'hourly'
};
const refusal = new ApiError({ status: 422, code: 'INVALID', message: 'These are the same.' });

async function ada() {
	let kept = usual;
	const remote = {
		preferences: async () => kept,
		prefer: vi.fn(async (change: PreferencesChange) => (kept = withChange(kept, change))),
		subscriptions: async () => [{ section_id: 'music', subscribed: true }],
		subscribe: vi.fn(async (section_id: string, subscribed: boolean) => ({
			section_id,
			subscribed
		}))
	};
	const [store, notify] = [new PreferencesStore(), vi.fn()];
	const preferring = new Preferring({
		remote: remote as unknown as NotificationsRemote,
		store,
		words: () => en,
		notify,
		explain: (error) => (error instanceof Error ? error.message : '')
	});
	await preferring.read();
	return { notify, preferring, remote, store };
}

describe('what one wants to be told', () => {
	it('counts at once, several at a time, and touches nothing else', async () => {
		const { preferring, remote, store } = await ada();
		const both = [
			preferring.choose({ types: { reaction: { push: false } } }),
			preferring.choose({ types: { reaction: { email: true } } })
		];
		const wanted = { in_app: true, push: false, email: true };
		expect(store.preferences?.types.reaction).toEqual(wanted);
		await Promise.all(both);
		expect(store.preferences?.types.reaction).toEqual(wanted);
		expect(store.preferences?.types.mention).toEqual(on);
		expect(remote.prefer.mock.calls[0]).toEqual([{ types: { reaction: { push: false } } }]);
	});

	it('is as before when it cannot be kept, with the reason', async () => {
		const { notify, preferring, remote, store } = await ada();
		remote.prefer.mockRejectedValueOnce(refusal);
		await preferring.choose({ quiet_hours: { end: '22:00' } });
		expect(store.preferences).toEqual(usual);
		expect(notify).toHaveBeenCalledWith({ tone: 'danger', text: en.undone(refusal.message) });
	});

	it('follows a choice made on another device, and not an older answer', async () => {
		const { store } = await ada();
		const since = store.heard;
		const preferences = withChange(usual, { email_batching: 'daily' });
		store.apply({ type: 'preferences_updated', offset: 7, data: { preferences } });
		store.read(usual, since);
		expect(store.preferences?.email_batching).toBe('daily');
	});
});

describe('a section one does not want to hear of', () => {
	it('is switched off at once with a way back', async () => {
		const { notify, preferring, store } = await ada();
		const switching = preferring.subscribeAndSay({ id: 'music', name: 'Music' }, false);
		expect(store.subscribed('music')).toBe(false);
		await switching;
		const { action } = notify.mock.calls[0]?.[0] as { action: { run: () => void } };
		action.run();
		await vi.waitFor(() => expect(store.subscribed('music')).toBe(true));
	});

	it('is heard of again when the server refuses', async () => {
		const { preferring, remote, store } = await ada();
		remote.subscribe.mockRejectedValueOnce(refusal);
		await preferring.subscribe('music', false);
		expect(store.subscribed('music')).toBe(true);
		expect(store.subscribed('books')).toBeNull();
	});
});
