import { createContext } from 'svelte';
import type { Carrier, Holdup, News } from './carrier';
import {
	add,
	amend,
	emptyBox,
	find,
	isFull,
	mostLetters,
	retry,
	withdraw,
	type Box,
	type Content,
	type Draft,
	type Letter,
	type Refusal
} from './letters';

export type Outcome =
	| { kind: 'sent'; answer: unknown }
	| { kind: 'refused'; refusal: Refusal }
	/** Kept on this device and sent as soon as it can be. */
	| { kind: 'held' };

export interface OutboxPorts {
	carrier: () => Promise<Carrier>;
	/** Something waits: whatever can wake this later should know. */
	onHeld?: (holdup: Holdup) => void;
}

type Listener = (news: News) => void;

/**
 * All that members write goes out through here, so that it is sent once and in order, and waits
 * on the device as long as there is no way. What waits is seen where it will stand.
 */
export class Outbox {
	readonly #ports: OutboxPorts;
	readonly #listeners = new Set<Listener>();
	readonly #waiters = new Map<string, (outcome: Outcome) => void>();
	#member: string | null = null;
	#box = $state.raw<Box>(emptyBox);
	/** Written this moment and not yet in the box. */
	#fresh = $state.raw<readonly Draft[]>([]);
	/** Why nothing goes out; null while it does. */
	holdup = $state<Holdup | null>(null);
	/** It is known what lies in it. */
	isOpen = $state(false);

	constructor(ports: OutboxPorts) {
		this.#ports = ports;
	}

	readonly letters: readonly Letter[] = $derived.by(() => {
		const known = new Set(this.#box.letters.map(({ id }) => id));
		return this.#fresh
			.filter(({ id }) => !known.has(id) && this.realIdOf(id) === null)
			.reduce((box, draft) => add(box, draft, Date.now()), this.#box).letters;
	});
	readonly waiting: number = $derived(
		this.letters.filter(({ refusal }) => refusal === null).length
	);

	/** Somebody is signed in: what they write from now on is theirs. */
	belongTo(member: string): void {
		this.#member = member;
		this.holdup = null;
	}

	/** Looks at what they had written before, and puts it on its way. */
	async open(member: string): Promise<void> {
		this.belongTo(member);
		const carrier = await this.#ports.carrier();
		const box = await carrier.read(member);
		if (this.#member !== member) return;
		this.#take(box);
		this.isOpen = true;
		if (this.waiting > 0) await carrier.deliver(member);
	}

	close(): void {
		this.#member = null;
		this.isOpen = false;
		this.#box = emptyBox;
		this.#fresh = [];
		this.holdup = null;
	}

	/** The line may be back. */
	wake(): void {
		const member = this.#member;
		if (member === null || this.waiting === 0) return;
		void this.#ports.carrier().then((carrier) => carrier.deliver(member));
	}

	async post(draft: Draft): Promise<Outcome> {
		const member = this.#member;
		if (member === null || isFull(this.#box)) return { kind: 'refused', refusal: full };
		this.#fresh = [...this.#fresh, draft];
		const outcome = new Promise<Outcome>((resolve) => this.#waiters.set(draft.id, resolve));
		const carrier = await this.#ports.carrier();
		const box = await carrier.change(member, (before) => add(before, draft, Date.now()));
		this.#fresh = this.#fresh.filter((other) => other !== draft);
		// Said and unsaid, or said already: there is nothing to wait for.
		if (!find(box, draft.id)) this.#settle(draft.id, { kind: 'sent', answer: null });
		// Behind what waits already it waits too, as far as anybody can say now.
		if (this.holdup !== null) this.#settle(draft.id, { kind: 'held' });
		void carrier.deliver(member);
		return outcome;
	}

	/** Answers whether it could be called back. */
	async withdraw(id: string): Promise<boolean> {
		const box = await this.#change((before) => withdraw(before, id, Date.now()));
		return find(box, id) === undefined;
	}

	/** Answers whether the change will be what arrives. */
	async amend(id: string, changes: { body: Content; shown: unknown }): Promise<boolean> {
		const box = await this.#change((before) => amend(before, id, changes, Date.now()));
		return JSON.stringify(find(box, id)?.body) === JSON.stringify(changes.body);
	}

	async retry(id: string): Promise<Outcome> {
		const outcome = new Promise<Outcome>((resolve) => this.#waiters.set(id, resolve));
		await this.#change((before) => retry(before, id));
		this.wake();
		return outcome;
	}

	/** What the server calls the thing that was made here under this id. */
	realIdOf(id: string): string | null {
		return this.#box.arrived.find(([local]) => local === id)?.[1] ?? null;
	}

	/** It lies on the device and goes nowhere just now. Before that, a reload would lose it. */
	waits(id: string): boolean {
		return this.holdup !== null && find(this.#box, id) !== undefined;
	}

	letter(id: string): Letter | undefined {
		return this.letters.find((letter) => letter.id === id);
	}

	hear(listener: Listener): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	/** What the carrier of this tab, another tab or the worker tells. */
	told(member: string, news: News): void {
		if (member !== this.#member) return;
		if (news.kind === 'held') {
			this.holdup = news.holdup;
			this.#ports.onHeld?.(news.holdup);
		} else if (news.kind !== 'changed') this.holdup = null;
		// First the real thing takes its place, then what stood there goes: no gap is seen.
		for (const listener of this.#listeners) listener(news);
		this.#take(news.box);
		if (news.kind === 'sent') {
			this.#settle(news.letter.id, { kind: 'sent', answer: news.answer });
		} else if (news.kind === 'refused' && news.letter.refusal) {
			this.#settle(news.letter.id, { kind: 'refused', refusal: news.letter.refusal });
		} else if (news.kind === 'held') {
			for (const id of [...this.#waiters.keys()]) this.#settle(id, { kind: 'held' });
		}
	}

	async #change(how: (box: Box) => Box): Promise<Box> {
		if (this.#member === null) return this.#box;
		const carrier = await this.#ports.carrier();
		return carrier.change(this.#member, how);
	}

	#take(box: Box): void {
		if (box.version >= this.#box.version) this.#box = box;
	}

	#settle(id: string, outcome: Outcome): void {
		this.#waiters.get(id)?.(outcome);
		this.#waiters.delete(id);
	}
}

const full: Refusal = {
	code: 'OUTBOX_FULL',
	message: `${mostLetters} things wait to be sent already.`,
	status: 0
};

export const [useOutbox, provideOutbox] = createContext<Outbox>();
