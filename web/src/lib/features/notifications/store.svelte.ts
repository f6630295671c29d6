import type { ApiError } from '$lib/api';
import {
	applyNotificationEvent,
	emptyLedger,
	keepRow,
	known,
	losePlace,
	newestFirst,
	readPage,
	rereadHead,
	see,
	type Ledger
} from './apply';
import type { Notification, NotificationEvent, NotificationPage } from './wire';

export type Filter = 'all' | 'unread';

/** What a member has just done and the server has not yet confirmed. */
export type Intent =
	| { kind: 'read'; id: string; on: boolean }
	| { kind: 'dismiss'; id: string }
	| { kind: 'read_all'; ids: ReadonlySet<string> };

export interface Row {
	notification: Notification;
	unread: boolean;
	/** The time by which it was given its place; what happens later does not move it. */
	placedAt: string;
}

interface Place {
	readonly id: string;
	readonly at: string;
}

/**
 * The notifications as they lie before the member. What arrives while they read waits above
 * until it is wanted, and what changes does so where it lies.
 */
export class NotificationsStore {
	load = $state<'loading' | 'ready' | 'error'>('loading');
	error = $state.raw<ApiError | null>(null);
	hasMore = $state(false);
	cursor: string | null = null;

	#filter = $state<Filter>('all');
	#ledger = $state.raw<Ledger>(emptyLedger);
	#intents = $state.raw<readonly Intent[]>([]);
	#order = $state.raw<readonly Place[]>([]);
	/** Stays in the list of what is unread although it was read there: nothing is pulled away. */
	#lingering = $state.raw<ReadonlySet<string>>(new Set());

	readonly #known: readonly Notification[] = $derived(
		known(this.#ledger)
			.filter(({ id }) => !this.#isDismissed(id))
			.map((row) => this.#foresee(row))
	);

	readonly rows: readonly Row[] = $derived.by(() => {
		const byId = new Map(this.#known.map((row) => [row.id, row]));
		return this.#order.flatMap(({ id, at }) => {
			const notification = byId.get(id);
			if (!notification) return [];
			const unread = notification.read_at === null;
			if (this.#filter === 'unread' && !unread && !this.#lingering.has(id)) return [];
			return [{ notification, unread, placedAt: at }];
		});
	});

	/** How many wait above what is shown. */
	readonly newer: number = $derived.by(() => {
		const placed = new Set(this.#order.map(({ id }) => id));
		return this.#known.filter(({ id }) => !placed.has(id)).length;
	});

	get filter(): Filter {
		return this.#filter;
	}

	get heard(): number {
		return this.#ledger.heard;
	}

	get knownIds(): ReadonlySet<string> {
		return new Set(Object.keys(this.#ledger.rows));
	}

	shown(id: string): Notification | null {
		const row = see(this.#ledger, id);
		return row && this.#foresee(row);
	}

	/** The server's count as it will be once all that is on its way has arrived. */
	foreseeCount(count: number): number {
		const before = known(this.#ledger);
		const unreadNow = this.#known.filter(({ read_at }) => read_at === null).length;
		if (this.#intents.some(({ kind }) => kind === 'read_all')) return unreadNow;
		const unreadBefore = before.filter(({ read_at }) => read_at === null).length;
		return Math.max(0, count + unreadNow - unreadBefore);
	}

	choose(filter: Filter): void {
		this.#filter = filter;
		this.#lingering = new Set();
		this.#linger();
	}

	/** The first page, laid out afresh. */
	readAfresh({ notifications, meta }: NotificationPage, since: number): void {
		this.#take(rereadHead(this.#ledger, notifications, since, !meta.has_more));
		const reaches = notifications.at(-1)?.updated_at ?? '';
		// Further pages are read again from where this one ends.
		const kept = this.#known.filter(({ updated_at }) => updated_at >= reaches);
		this.#place(kept);
		this.#turnTo(meta);
		this.#linger();
	}

	/** The first page again, while somebody reads: nothing moves. */
	glance({ notifications, meta }: NotificationPage, since: number): void {
		this.#take(rereadHead(this.#ledger, notifications, since, !meta.has_more));
		this.#showWhereNothingIs();
	}

	readMore({ notifications, meta }: NotificationPage, since: number): void {
		this.#take(readPage(this.#ledger, notifications, since));
		const placed = new Set(this.#order.map(({ id }) => id));
		const added = notifications.filter(({ id }) => !placed.has(id));
		this.#order = [...this.#order, ...added.map(({ id, updated_at: at }) => ({ id, at }))];
		this.#turnTo(meta);
		this.#linger();
	}

	fail(error: ApiError): void {
		this.error = error;
		if (this.#order.length === 0) this.load = 'error';
	}

	apply(event: NotificationEvent): void {
		this.#take(applyNotificationEvent(this.#ledger, event));
		this.#showWhereNothingIs();
	}

	showNewer(): void {
		this.#place(this.#known);
		this.#linger();
	}

	keep(notification: Notification): void {
		this.#take(keepRow(this.#ledger, notification));
	}

	/** What was intended has been done; it is so from now on, whatever comes to be heard. */
	settle(intent: Intent): void {
		const at = this.#ledger.heard + 0.5;
		const now = new Date().toISOString();
		if (intent.kind === 'dismiss') {
			const gone = { ...this.#ledger.gone, [intent.id]: at };
			this.#take({ ...this.#ledger, gone });
		} else if (intent.kind === 'read') {
			const mark = { value: intent.on ? now : null, at };
			this.#take({ ...this.#ledger, marks: { ...this.#ledger.marks, [intent.id]: mark } });
		} else {
			const marks = Object.fromEntries([...intent.ids].map((id) => [id, { value: now, at }]));
			this.#take({ ...this.#ledger, marks: { ...this.#ledger.marks, ...marks } });
		}
	}

	/** Shows it at once; the answer takes it back. */
	intend(intent: Intent): () => void {
		this.#intents = [...this.#intents, intent];
		return () => {
			this.#intents = this.#intents.filter((other) => other !== intent);
		};
	}

	losePlace(): void {
		this.#take(losePlace(this.#ledger));
	}

	#take(ledger: Ledger): void {
		this.#ledger = ledger;
	}

	#turnTo({ cursor, has_more }: NotificationPage['meta']): void {
		this.cursor = cursor;
		this.hasMore = has_more;
		this.load = 'ready';
		this.error = null;
	}

	#place(rows: readonly Notification[]): void {
		const sorted = [...rows].sort(newestFirst);
		this.#order = sorted.map(({ id, updated_at: at }) => ({ id, at }));
	}

	/** Where nothing is being read, nothing can jump. */
	#showWhereNothingIs(): void {
		if (this.load === 'ready' && this.rows.length === 0 && this.newer > 0) this.showNewer();
	}

	#linger(): void {
		const unread = this.#known.filter(({ read_at }) => read_at === null).map(({ id }) => id);
		this.#lingering = new Set([...this.#lingering, ...unread]);
	}

	#isDismissed(id: string): boolean {
		return this.#intents.some((intent) => intent.kind === 'dismiss' && intent.id === id);
	}

	#foresee(row: Notification): Notification {
		return this.#intents.reduce((seen, intent) => {
			if (intent.kind === 'dismiss') return seen;
			const meant = intent.kind === 'read' ? intent.id === row.id : intent.ids.has(row.id);
			if (!meant) return seen;
			const on = intent.kind === 'read_all' || intent.on;
			return { ...seen, read_at: on ? (seen.read_at ?? new Date().toISOString()) : null };
		}, row);
	}
}
