import { moved } from './moved';

export interface Grabbed {
	from: number;
	at: number;
}

export interface GrabWords {
	grabbed: (name: string, place: number, count: number) => string;
	moved: (name: string, place: number, count: number) => string;
	dropped: (name: string, place: number, count: number) => string;
	cancelled: (name: string) => string;
}

export interface GrabPorts<T> {
	items: () => readonly T[];
	name: (item: T) => string;
	words: () => GrabWords;
	/** It was dropped somewhere else. */
	drop: (from: number, to: number) => void;
}

/**
 * Putting things in order by hand or by keys: grab, move, drop, or think better of it. Until it is
 * dropped the order is only shown; whoever cannot see it is told.
 */
export class Grab<T> {
	held = $state.raw<Grabbed | null>(null);
	said = $state('');
	readonly #ports: GrabPorts<T>;

	constructor(ports: GrabPorts<T>) {
		this.#ports = ports;
	}

	readonly order: T[] = $derived.by(() => {
		const items = this.#ports.items();
		return this.held ? moved(items, this.held.from, this.held.at) : [...items];
	});

	isHeld(index: number): boolean {
		return this.held?.at === index;
	}

	take(index: number): void {
		this.held = { from: index, at: index };
		this.#say('grabbed');
	}

	to(index: number): void {
		const last = this.#ports.items().length - 1;
		const at = Math.min(Math.max(index, 0), last);
		if (!this.held || at === this.held.at) return;
		this.held = { ...this.held, at };
		this.#say('moved');
	}

	drop(): void {
		if (!this.held) return;
		const { at, from } = this.held;
		this.#say('dropped');
		this.held = null;
		if (at !== from) this.#ports.drop(from, at);
	}

	cancel(): void {
		if (!this.held) return;
		const item = this.#ports.items()[this.held.from];
		this.said = item === undefined ? '' : this.#ports.words().cancelled(this.#ports.name(item));
		this.held = null;
	}

	/** Whether the key meant something here. */
	key(key: string, index: number): boolean {
		if (key === ' ' || key === 'Enter') {
			if (this.held) this.drop();
			else this.take(index);
			return true;
		}
		if (!this.held) return false;
		if (key === 'ArrowUp' || key === 'ArrowLeft') this.to(this.held.at - 1);
		else if (key === 'ArrowDown' || key === 'ArrowRight') this.to(this.held.at + 1);
		else if (key === 'Home') this.to(0);
		else if (key === 'End') this.to(this.#ports.items().length - 1);
		else if (key === 'Escape') this.cancel();
		else return false;
		return true;
	}

	#say(what: 'grabbed' | 'moved' | 'dropped'): void {
		if (!this.held) return;
		const items = this.#ports.items();
		const item = items[this.held.from];
		if (item === undefined) return;
		const words = this.#ports.words()[what];
		this.said = words(this.#ports.name(item), this.held.at + 1, items.length);
	}
}
