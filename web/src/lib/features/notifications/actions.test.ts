import { describe, expect, it, vi } from 'vitest';
import { ApiError } from '$lib/api';
import type { Deferred } from '$lib/kernel';
import { Noticing } from './actions';
import { Badge } from './badge.svelte';
import { en } from './messages';
import type { NotificationsRemote } from './remote';
import { meta, notification } from './samples';
import { NotificationsStore } from './store.svelte';
import type { NotificationPage } from './wire';

const refusal = new ApiError({ status: 500, code: 'INTERNAL', message: 'The server is resting.' });

async function ada(page: NotificationPage['notifications'], unread = page.length) {
	const remote = {
		list: vi.fn(async () => ({ notifications: page, meta: { ...meta, unread_count: unread } })),
		mark: vi.fn(async (id: string, read: boolean) =>
			notification(id, { read_at: read ? 'now' : null })
		),
		markAll: vi.fn(async () => 0),
		dismiss: vi.fn(async () => {})
	};
	const [store, badge, notify] = [new NotificationsStore(), new Badge(), vi.fn()];
	let open: Deferred | null = null;
	const noticing = new Noticing({
		remote: remote as unknown as NotificationsRemote,
		store,
		badge,
		words: () => en,
		notify,
		defer: (act) => (open = act),
		explain: (error) => (error instanceof Error ? error.message : '')
	});
	await noticing.read();
	const shown = () => store.foreseeCount(badge.count);
	const deferred = () => open as unknown as Deferred;
	return { badge, deferred, noticing, notify, remote, shown, store };
}

describe('marking', () => {
	it('counts at once and does not waver when the server agrees', async () => {
		const first = notification('n1');
		const { noticing, shown, store } = await ada([first, notification('n0')]);
		const marking = noticing.mark(first, true);
		expect(shown()).toBe(1);
		expect(store.shown('n1')?.read_at).not.toBeNull();
		await marking;
		expect(shown()).toBe(1);
		expect(store.shown('n1')?.read_at).not.toBeNull();
	});

	it('is as before when the server refuses, with the reason', async () => {
		const first = notification('n1');
		const { noticing, notify, remote, shown, store } = await ada([first]);
		remote.mark.mockRejectedValueOnce(refusal);
		await noticing.mark(first, true);
		expect(shown()).toBe(1);
		expect(store.shown('n1')?.read_at).toBeNull();
		expect(notify).toHaveBeenCalledWith({ tone: 'danger', text: en.undone(refusal.message) });
	});

	it('asks nothing of the server where it is so already', async () => {
		const read = notification('n1', { read_at: 'then' });
		const { noticing, remote } = await ada([read], 0);
		await noticing.mark(read, true);
		expect(remote.mark).not.toHaveBeenCalled();
	});

	it('marks all once nobody thinks better of it, and leaves what came meanwhile', async () => {
		const { deferred, noticing, remote, shown, store } = await ada([notification('n1')], 4);
		noticing.markAll();
		expect(shown()).toBe(0);
		expect(remote.markAll).not.toHaveBeenCalled();
		const late = { notification: notification('n2'), unread_count: 5 };
		store.apply({ type: 'notification', offset: 1, data: late });
		await deferred().commit();
		expect(remote.markAll).toHaveBeenCalledOnce();
		expect(remote.mark.mock.calls).toEqual([['n2', false]]);
		expect(shown()).toBe(1);
	});

	it('forgets that all were to be marked when it is undone', async () => {
		const { deferred, noticing, remote, shown } = await ada([notification('n1')], 4);
		noticing.markAll();
		deferred().undo();
		expect(shown()).toBe(4);
		expect(remote.markAll).not.toHaveBeenCalled();
	});
});

describe('dismissing', () => {
	it('takes it out of sight at once, and brings it back when it is undone', async () => {
		const first = notification('n1');
		const { deferred, noticing, remote, shown, store } = await ada([first]);
		noticing.dismiss(first);
		expect(store.rows).toEqual([]);
		expect(shown()).toBe(0);
		deferred().undo();
		expect(store.rows).toHaveLength(1);
		expect(shown()).toBe(1);
		expect(remote.dismiss).not.toHaveBeenCalled();
	});

	it('does not mind that it is gone already', async () => {
		const first = notification('n1');
		const { deferred, noticing, remote, store } = await ada([first]);
		remote.dismiss.mockRejectedValueOnce(
			new ApiError({ status: 404, code: 'NOT_FOUND', message: 'It is not here.' })
		);
		noticing.dismiss(first);
		await deferred().commit();
		expect(store.rows).toEqual([]);
	});
});

describe('reading', () => {
	it('tells of a failure only where there is nothing to show', async () => {
		const { noticing, remote, store } = await ada([notification('n1')]);
		remote.list.mockRejectedValueOnce(refusal);
		await noticing.read();
		expect(store.load).toBe('ready');
		expect(store.error).toBe(refusal);
	});
});
