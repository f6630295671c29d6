import type { Notification, NotificationEvent } from './wire';

export interface Told<T> {
	readonly value: T;
	/** The offset of the event that told it, or how far had been heard when it was read. */
	readonly at: number;
}

/**
 * What is known of one's notifications. Everything is kept with the offset at which it was true,
 * so that what is told twice or out of turn comes to the same.
 */
export interface Ledger {
	readonly rows: Readonly<Record<string, Told<Notification>>>;
	readonly marks: Readonly<Record<string, Told<string | null>>>;
	readonly gone: Readonly<Record<string, number>>;
	/** Since when everything that was there is read. */
	readonly allRead: Told<string | null>;
	readonly heard: number;
}

export const emptyLedger: Ledger = {
	rows: {},
	marks: {},
	gone: {},
	allRead: { value: null, at: -1 },
	heard: -1
};

export function applyNotificationEvent(ledger: Ledger, event: NotificationEvent): Ledger {
	const { offset } = event;
	const told: Ledger = { ...ledger, heard: Math.max(ledger.heard, offset) };
	switch (event.type) {
		case 'notification': {
			const { notification } = event.data;
			return tellRow(told, notification, offset);
		}
		case 'notification_changed': {
			const { notification_id: id, read_at } = event.data;
			const mark = later(told.marks[id], { value: read_at, at: offset });
			return { ...told, marks: { ...told.marks, [id]: mark } };
		}
		case 'notification_removed': {
			const { notification_id: id } = event.data;
			return { ...told, gone: { ...told.gone, [id]: Math.max(told.gone[id] ?? -1, offset) } };
		}
		case 'notifications_read': {
			const at = event.timestamp ?? new Date().toISOString();
			return { ...told, allRead: later(told.allRead, { value: at, at: offset }) };
		}
	}
}

/** A page as it was read by somebody who had heard up to `since` when they asked. */
export function readPage(ledger: Ledger, page: readonly Notification[], since: number): Ledger {
	return page.reduce((all, row) => tellRow(all, row, since), ledger);
}

/**
 * The first page again: what it no longer holds, though it reaches further back, is gone, as is
 * news of a section that was looked at meanwhile.
 */
export function rereadHead(
	ledger: Ledger,
	page: readonly Notification[],
	since: number,
	whole: boolean
): Ledger {
	const held = new Set(page.map(({ id }) => id));
	const oldest = page.at(-1)?.updated_at ?? '';
	const left = Object.values(ledger.rows).filter(
		({ value, at }) => at <= since && !held.has(value.id) && (whole || value.updated_at > oldest)
	);
	const gone = Object.fromEntries(left.map(({ value }) => [value.id, since + 0.5]));
	return readPage({ ...ledger, gone: { ...ledger.gone, ...gone } }, page, since);
}

/** An answer of the server to what one did oneself. */
export function keepRow(ledger: Ledger, notification: Notification): Ledger {
	return tellRow(ledger, notification, ledger.heard);
}

/** Offsets start anew with the next epoch, so the old ones must not silence the new. */
export function losePlace(ledger: Ledger): Ledger {
	const rows = Object.values(ledger.rows).flatMap(({ value }) => {
		const shown = see(ledger, value.id);
		return shown ? [[value.id, { value: shown, at: -1 }] as const] : [];
	});
	return { ...emptyLedger, rows: Object.fromEntries(rows) };
}

export function see(ledger: Ledger, id: string): Notification | null {
	const row = ledger.rows[id];
	if (!row || (ledger.gone[id] ?? -1) > row.at) return null;
	const marks = [ledger.marks[id], ledger.allRead].filter(
		(mark): mark is Told<string | null> => mark !== undefined && mark.at > row.at
	);
	if (marks.length === 0) return row.value;
	const last = marks.reduce((a, b) => (b.at > a.at ? b : a));
	return { ...row.value, read_at: last.value && (row.value.read_at ?? last.value) };
}

export function known(ledger: Ledger): Notification[] {
	return Object.keys(ledger.rows)
		.map((id) => see(ledger, id))
		.filter((row) => row !== null);
}

/** The newest cause on top; ids settle what happened in the same moment. */
export function newestFirst(a: Notification, b: Notification): number {
	return b.updated_at.localeCompare(a.updated_at) || b.id.localeCompare(a.id);
}

function tellRow(ledger: Ledger, notification: Notification, at: number): Ledger {
	const { id } = notification;
	const row = later(ledger.rows[id], { value: notification, at });
	return { ...ledger, rows: { ...ledger.rows, [id]: row } };
}

/** Of two tellings the one that was true later; the second where they are of the same moment. */
export function later<T>(known: Told<T> | undefined, told: Told<T>): Told<T> {
	return known && known.at > told.at ? known : told;
}
