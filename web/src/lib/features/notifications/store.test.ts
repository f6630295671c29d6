import { describe, expect, it } from 'vitest';
import { meta, notification } from './samples';
import { NotificationsStore } from './store.svelte';

const ids = (store: NotificationsStore) => store.rows.map(({ notification: { id } }) => id);

function holding(...rows: ReturnType<typeof notification>[]) {
	const store = new NotificationsStore();
	store.readAfresh({ notifications: rows, meta }, store.heard);
	return store;
}

const told = (row: ReturnType<typeof notification>, offset: number) =>
	({ type: 'notification', offset, data: { notification: row, unread_count: 9 } }) as const;

describe('a list of notifications that is being read', () => {
	it('lets what arrives wait above until it is wanted', () => {
		const store = holding(notification('n2'), notification('n1'));
		store.apply(told(notification('n3'), 1));
		expect(ids(store)).toEqual(['n2', 'n1']);
		expect(store.newer).toBe(1);
		store.showNewer();
		expect(ids(store)).toEqual(['n3', 'n2', 'n1']);
		expect(store.newer).toBe(0);
	});

	it('shows the first one at once where there was nothing to read', () => {
		const store = holding();
		store.apply(told(notification('n1'), 1));
		expect(ids(store)).toEqual(['n1']);
	});

	it('changes what has grown where it lies', () => {
		const store = holding(notification('n2'), notification('n1', { read_at: 'then' }));
		const grown = notification('n1', { actor_count: 3, updated_at: '2026-11-21T09:00:00Z' });
		store.apply(told(grown, 1));
		expect(ids(store)).toEqual(['n2', 'n1']);
		expect(store.rows[1]?.notification.actor_count).toBe(3);
		expect(store.rows[1]?.unread).toBe(true);
		expect(store.newer).toBe(0);
		store.showNewer();
		expect(ids(store)).toEqual(['n1', 'n2']);
	});

	it('pulls nothing away from among the unread while one reads there', () => {
		const store = holding(notification('n2'), notification('n1', { read_at: 'then' }));
		store.choose('unread');
		expect(ids(store)).toEqual(['n2']);
		store.intend({ kind: 'read', id: 'n2', on: true });
		expect(store.rows.map(({ unread }) => unread)).toEqual([false]);
		store.choose('all');
		store.choose('unread');
		expect(ids(store)).toEqual([]);
	});

	it('drops what the first page no longer holds when it is read again', () => {
		const store = holding(notification('n3'), notification('n2'), notification('n1'));
		const page = { notifications: [notification('n3'), notification('n1')], meta };
		store.glance(page, store.heard);
		expect(ids(store)).toEqual(['n3', 'n1']);
	});

	it('keeps further pages when only the first is read again', () => {
		const store = holding();
		const more = { ...meta, has_more: true, cursor: 'x' };
		store.readAfresh({ notifications: [notification('n3')], meta: more }, store.heard);
		store.readMore({ notifications: [notification('n2'), notification('n1')], meta }, store.heard);
		store.glance({ notifications: [notification('n3')], meta: more }, store.heard);
		expect(ids(store)).toEqual(['n3', 'n2', 'n1']);
	});
});

describe('the count as it will be', () => {
	it('goes down with what was just read, and back up when that is taken back', () => {
		const store = holding(notification('n2'), notification('n1'));
		const undo = store.intend({ kind: 'read', id: 'n2', on: true });
		expect(store.foreseeCount(5)).toBe(4);
		undo();
		expect(store.foreseeCount(5)).toBe(5);
	});

	it('counts what is dismissed unread, and not what was read anyway', () => {
		const store = holding(notification('n2'), notification('n1', { read_at: 'then' }));
		store.intend({ kind: 'dismiss', id: 'n1' });
		expect(store.foreseeCount(5)).toBe(5);
		store.intend({ kind: 'dismiss', id: 'n2' });
		expect(store.foreseeCount(5)).toBe(4);
	});

	it('knows after everything was marked only what has come since', () => {
		const store = holding(notification('n2'), notification('n1'));
		store.intend({ kind: 'read_all', ids: store.knownIds });
		expect(store.foreseeCount(7)).toBe(0);
		store.apply(told(notification('n3'), 1));
		expect(store.foreseeCount(8)).toBe(1);
	});
});
