import { describe, expect, it, vi } from 'vitest';
import { ApiError } from '$lib/api';
import { en } from '../messages';
import type { NotificationsRemote } from '../remote';
import type { PushDevice } from '../wire';
import { Pushing } from './actions';
import type { Device } from './device';
import { bytesOf, parsePushed, type PushAddress } from './protocol';
import { PushStore } from './store.svelte';

const address: PushAddress = {
	endpoint: 'https://push.example/1',
	keys: { p256dh: 'p', auth: 'a' }
};
const phone: PushDevice = {
	id: 'phone',
	device: 'Safari on iPhone',
	created_at: '2026-11-01T08:00:00Z',
	current: false
};
const here: PushDevice = { ...phone, id: 'here', device: 'Firefox on Linux', current: true };
const refusal = new ApiError({ status: 503, code: 'UNAVAILABLE', message: 'Not now.' });

function ada(given: Partial<Device> = {}, known: PushDevice[] = []) {
	const device = {
		support: () => 'yes' as const,
		permission: () => 'default' as const,
		askPermission: vi.fn(async () => 'granted' as NotificationPermission),
		address: vi.fn(async () => null as PushAddress | null),
		subscribe: vi.fn(async () => address),
		unsubscribe: vi.fn(async () => {}),
		...given
	};
	const remote = {
		vapidKey: async () => 'key',
		devices: async () => known,
		addDevice: vi.fn(async () => here),
		removeDevice: vi.fn(async () => {}),
		testPush: vi.fn(async () => {})
	};
	const [store, notify] = [new PushStore(), vi.fn()];
	const pushing = new Pushing({
		remote: remote as unknown as NotificationsRemote,
		device,
		store,
		words: () => en,
		notify,
		explain: (error) => (error instanceof Error ? error.message : '')
	});
	return { device, notify, pushing, remote, store };
}

describe('push on this device', () => {
	it('asks for nothing by itself', async () => {
		const { device, pushing, store } = ada();
		await pushing.look();
		expect(store.state).toBe('off');
		expect(device.askPermission).not.toHaveBeenCalled();
	});

	it('is on when both the browser and the house know of it', async () => {
		const known = ada({ address: async () => address }, [here]);
		await known.pushing.look();
		expect(known.store.state).toBe('on');
		// The session that it belonged to has ended, and the house has let go of it.
		const forgotten = ada({ address: async () => address }, [phone]);
		await forgotten.pushing.look();
		expect(forgotten.store.state).toBe('off');
	});

	it.each([
		['unsupported', { support: () => 'needs_home_screen' as const }],
		['denied', { permission: () => 'denied' as const }]
	])('says when it is %s', async (state, given) => {
		const { pushing, store } = ada(given);
		await pushing.look();
		expect(store.state).toBe(state);
	});

	it('is turned on by a press, and told to the house', async () => {
		const { device, pushing, remote, store } = ada();
		await pushing.turnOn();
		expect(device.subscribe).toHaveBeenCalledWith('key');
		expect(remote.addDevice).toHaveBeenCalledWith(address);
		expect(store.state).toBe('on');
		expect(store.own?.id).toBe('here');
	});

	it('stays off when the member or the push service says no', async () => {
		const denied = ada({ askPermission: async () => 'denied' });
		await denied.pushing.turnOn();
		expect(denied.store.state).toBe('denied');
		expect(denied.device.subscribe).not.toHaveBeenCalled();

		const silent = ada({ subscribe: () => Promise.reject(new Error('AbortError')) });
		await silent.pushing.turnOn();
		expect(silent.store.state).toBe('off');
		const text = en.push_failed(en.push_no_service);
		expect(silent.notify).toHaveBeenCalledWith({ tone: 'danger', text });
	});

	it('is turned off at the house, and is on again when that fails', async () => {
		const { device, pushing, remote, store } = ada({ address: async () => address }, [here, phone]);
		await pushing.look();
		remote.removeDevice.mockRejectedValueOnce(refusal);
		await pushing.turnOff();
		expect(store.state).toBe('on');
		await pushing.turnOff();
		expect(store.state).toBe('off');
		expect(device.unsubscribe).toHaveBeenCalledOnce();
		expect(store.shown.map(({ id }) => id)).toEqual(['phone']);
	});

	it('is ended on another device at once, and comes back when that fails', async () => {
		const { pushing, remote, store } = ada({}, [phone]);
		await pushing.look();
		remote.removeDevice.mockRejectedValueOnce(refusal);
		const removing = pushing.remove(phone);
		expect(store.shown).toEqual([]);
		await removing;
		expect(store.shown).toEqual([phone]);
	});
});

describe('what is pushed', () => {
	const origin = 'https://house.example';

	it('leads only to paths of this house', () => {
		const path = (url: unknown) => parsePushed({ title: 'x', url }, origin).path;
		expect(path('/posts/1#comment-2')).toBe('/posts/1#comment-2');
		for (const elsewhere of ['https://evil.example/', '//evil.example', 'javascript:alert(1)', 3]) {
			expect(path(elsewhere)).toBe('/');
		}
	});

	it('says at least something when it cannot be read', () => {
		expect(parsePushed(null, origin)).toMatchObject({ title: 'Longhouse', body: '', path: '/' });
	});

	it('takes the key of the house as bytes', () => {
		expect([...bytesOf('-_8B')]).toEqual([251, 255, 1]);
	});
});
