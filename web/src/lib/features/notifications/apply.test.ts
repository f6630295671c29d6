import { describe, expect, it } from 'vitest';
import { applyNotificationEvent, emptyLedger, losePlace, readPage, rereadHead, see } from './apply';
import { Badge } from './badge.svelte';
import { notification } from './samples';
import type { NotificationEvent } from './wire';

const row = notification('n1');
const before = readPage(emptyLedger, [row], -1);

const marked = (offset: number, read_at: string | null): NotificationEvent => ({
	type: 'notification_changed',
	offset,
	data: { notification_id: 'n1', read_at, unread_count: 0 }
});
const grown = (offset: number): NotificationEvent => ({
	type: 'notification',
	offset,
	data: { notification: { ...row, actor_count: 2 }, unread_count: 1 }
});
const removed = (offset: number): NotificationEvent => ({
	type: 'notification_removed',
	offset,
	data: { notification_id: 'n1', unread_count: 0 }
});

function every<T>(list: readonly T[]): T[][] {
	if (list.length < 2) return [[...list]];
	return list.flatMap((one, index) =>
		every(list.filter((_, other) => other !== index)).map((rest) => [one, ...rest])
	);
}

describe('notifications told in any order', () => {
	it('come to the same', () => {
		for (const events of [
			[marked(1, 'x'), grown(2), marked(3, null)],
			[grown(1), marked(2, 'x'), removed(3)],
			[removed(1), grown(2)]
		]) {
			const wanted = see(events.reduce(applyNotificationEvent, before), 'n1');
			for (const order of every(events)) {
				const twice = [...order, ...order];
				expect(see(twice.reduce(applyNotificationEvent, before), 'n1')).toEqual(wanted);
			}
		}
	});

	it('are unread again when more of the same happens after they were read', () => {
		const ledger = [marked(1, 'x'), grown(2)].reduce(applyNotificationEvent, before);
		expect(see(ledger, 'n1')).toMatchObject({ read_at: null, actor_count: 2 });
	});

	it('are all read by one word, but for those told after it', () => {
		const all: NotificationEvent = {
			type: 'notifications_read',
			offset: 2,
			timestamp: 'then',
			data: { unread_count: 0 }
		};
		const late: NotificationEvent = {
			type: 'notification',
			offset: 3,
			data: { notification: notification('n2'), unread_count: 1 }
		};
		const ledger = [late, all].reduce(applyNotificationEvent, before);
		expect(see(ledger, 'n1')?.read_at).toBe('then');
		expect(see(ledger, 'n2')?.read_at).toBeNull();
	});

	it('are not undone by an answer that was asked for before they happened', () => {
		const ledger = rereadHead(applyNotificationEvent(before, grown(4)), [row], -1, true);
		expect(see(ledger, 'n1')?.actor_count).toBe(2);
	});

	it('count from anew after the place in the stream was lost', () => {
		const ledger = losePlace(applyNotificationEvent(before, removed(40)));
		expect(see(ledger, 'n1')).toBeNull();
		const again = applyNotificationEvent(ledger, grown(1));
		expect(see(again, 'n1')?.actor_count).toBe(2);
	});
});

describe('the badge', () => {
	it('believes the latest count, in whatever order they come', () => {
		const badge = new Badge();
		badge.hear(grown(5));
		badge.hear(removed(4));
		expect(badge.count).toBe(1);
		badge.read(9, 4);
		expect(badge.count).toBe(1);
		badge.read(3, badge.heard);
		expect(badge.count).toBe(3);
	});

	it('hears the first event of a new epoch', () => {
		const badge = new Badge();
		badge.hear(grown(500));
		badge.losePlace();
		badge.hear(removed(1));
		expect(badge.count).toBe(0);
	});
});
