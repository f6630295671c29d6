import { describe, expect, it } from 'vitest';
import {
	applyNotificationEvent,
	emptyLedger,
	known,
	newestFirst,
	readPage,
	type Ledger
} from './apply';
import { Badge } from './badge.svelte';
import { PreferencesStore } from './settings/store.svelte';
import {
	isNotificationEvent,
	isPreferenceEvent,
	type NotificationEvent,
	type NotificationPage,
	type PreferenceEvent,
	type Preferences,
	type SectionSubscription
} from './wire';

interface Read {
	'/notifications': NotificationPage;
	'/notifications/preferences': { preferences: Preferences };
	'/sections/subscriptions': { subscriptions: SectionSubscription[] };
}

/** What the server really answered and told; its own tests keep these files true. */
interface Case {
	act: string;
	before: Read;
	frames: (NotificationEvent | PreferenceEvent)[];
	after: Read;
}

const cases = Object.values(
	import.meta.glob<Case>('./cases/*.json', { eager: true, import: 'default' })
);

/** That all was read is told without the moment, which nobody sees. */
const seen = (ledger: Ledger) =>
	known(ledger)
		.sort(newestFirst)
		.map((row) => ({ ...row, read_at: row.read_at !== null }));

function take(read: Read) {
	const preferences = new PreferencesStore();
	preferences.read(read['/notifications/preferences'].preferences, -1);
	preferences.readSections(read['/sections/subscriptions'].subscriptions, -1);
	const badge = new Badge();
	badge.read(read['/notifications'].meta.unread_count, -1);
	const ledger = readPage(emptyLedger, read['/notifications'].notifications, -1);
	return { badge, ledger, preferences };
}

describe('what was known and what is told make what is read anew', () => {
	it.each(cases)('$act', ({ before, frames, after }) => {
		for (const order of [frames, frames.toReversed(), [...frames, ...frames]]) {
			const state = take(before);
			for (const frame of order) {
				if (isNotificationEvent(frame)) {
					state.ledger = applyNotificationEvent(state.ledger, frame);
					state.badge.hear(frame);
				} else if (isPreferenceEvent(frame)) state.preferences.apply(frame);
			}
			expect(seen(state.ledger)).toEqual(seen(take(after).ledger));
			expect(state.badge.count).toBe(after['/notifications'].meta.unread_count);
			expect(state.preferences.preferences).toEqual(
				after['/notifications/preferences'].preferences
			);
			for (const { section_id, subscribed } of after['/sections/subscriptions'].subscriptions) {
				expect(state.preferences.subscribed(section_id)).toBe(subscribed);
			}
		}
	});

	it('is tried with every kind of event', () => {
		const kinds = new Set(cases.flatMap(({ frames }) => frames.map(({ type }) => type)));
		expect([...kinds].sort()).toEqual([
			'notification',
			'notification_changed',
			'notification_removed',
			'notifications_read',
			'preferences_updated',
			'subscription_changed'
		]);
	});
});
