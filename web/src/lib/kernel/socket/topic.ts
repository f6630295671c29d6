import type { Position, TopicEvent, TopicSignal } from './protocol';

export interface Subscriber {
	/** An event of the topic, each exactly once, in the order of offsets. */
	event(event: TopicEvent): void;
	/** Something may have been missed: read the state afresh. */
	refetch(): void;
	/** What is told in passing, without a place in the order. */
	signal?(signal: TopicSignal): void;
	/** The right to listen has ended, or was never there. */
	withdrawn?(code: string): void;
}

export interface Subscription {
	/**
	 * Settles once the position in the topic is known, or once it is clear that waiting longer
	 * would only keep the member waiting. Read the first snapshot after it: then nothing can fall
	 * between the snapshot and the first event.
	 */
	ready: Promise<void>;
	close(): void;
}

/** How many event ids a topic remembers to recognise what was told twice. */
const remembered = 256;

/** One topic as this client knows it: who listens here, and how far they have heard. */
export class Topic {
	readonly name: string;
	readonly subscribers = new Set<Subscriber>();
	readonly ready: Promise<void>;
	position: Position | null = null;

	#settle: () => void = () => {};
	#settled = false;
	#heard = new Set<string>();

	constructor(name: string) {
		this.name = name;
		this.ready = new Promise((resolve) => (this.#settle = resolve));
	}

	/** Stop making the first snapshot wait; it is read again once the position is known. */
	stopWaiting(): void {
		this.#settled = true;
		this.#settle();
	}

	/** The server's answer to a subscription. */
	confirm(position: Position, recovered: boolean | null): void {
		const resumed = this.position !== null;
		const shownTooEarly = !resumed && this.#settled;
		this.stopWaiting();

		// After a recovery the missed events come as frames of their own and carry the position
		// forward; taking the reply's offset here would make them look like duplicates.
		if (resumed && recovered === true) return;

		this.position = { epoch: position.epoch, offset: position.offset };
		this.#heard.clear();
		if (resumed || shownTooEarly) this.#each((subscriber) => subscriber.refetch());
	}

	take(event: TopicEvent): void {
		if (this.#heard.has(event.event_id)) return;
		const last = this.position?.offset ?? null;
		if (last !== null && event.offset <= last) return;

		this.#remember(event.event_id);
		if (this.position) this.position = { ...this.position, offset: event.offset };
		this.#each((subscriber) => subscriber.event(event));
		if (last !== null && event.offset > last + 1) {
			this.#each((subscriber) => subscriber.refetch());
		}
	}

	pass(signal: TopicSignal): void {
		this.#each((subscriber) => subscriber.signal?.(signal));
	}

	withdraw(code: string): void {
		this.stopWaiting();
		this.#each((subscriber) => subscriber.withdrawn?.(code));
		this.subscribers.clear();
	}

	#remember(id: string): void {
		this.#heard.add(id);
		if (this.#heard.size <= remembered) return;
		const [oldest] = this.#heard;
		if (oldest !== undefined) this.#heard.delete(oldest);
	}

	/** Over a copy, since a subscriber may leave while it is being told. */
	#each(tell: (subscriber: Subscriber) => void): void {
		for (const subscriber of [...this.subscribers]) tell(subscriber);
	}
}
