import { SvelteMap } from 'svelte/reactivity';
import type { GraphEvent, PersonShown, Presence, PresenceTold } from './wire';

type Ask = (ids: string[]) => Promise<PresenceTold[]>;

interface Known {
	value: Presence | null;
	/** How far had been heard when it was true. */
	at: number;
}

/** Of so many the house is asked at once. */
const most = 100;

/**
 * Who of one's friends is here: asked once for those who are shown, all of a page together, and
 * told from then on.
 */
export class Presences {
	readonly #ask: Ask;
	readonly #heard: () => number;
	#known = new SvelteMap<string, Known>();
	#wanted = new Set<string>();
	#pending: string[] = [];

	/** `heard` says how far had been heard, to be taken along when the house is asked. */
	constructor(ask: Ask, heard: () => number) {
		this.#ask = ask;
		this.#heard = heard;
	}

	/** Null of whom it is not known, or not shown. */
	of(id: string): Presence | null {
		return this.#known.get(id)?.value ?? null;
	}

	/** Somebody is shown, so that it matters whether they are here. */
	want(id: string): void {
		if (this.#wanted.has(id)) return;
		this.#wanted.add(id);
		if (this.#pending.push(id) === 1) queueMicrotask(() => void this.#askAll());
	}

	hear({ data, offset, type }: GraphEvent): void {
		if (type === 'presence_changed') {
			const { last_active_at, online, user_id } = data;
			this.#set(user_id, { online, last_active_at }, offset);
		} else if (type === 'friendship_began' || type === 'friendship_ended') {
			// What friends may know differs from what others may.
			this.#known.delete(data.user_id);
			if (this.#wanted.delete(data.user_id)) this.want(data.user_id);
		}
	}

	/** As a whole page of somebody told it to who had heard up to `since`. */
	read({ id, last_active_at, online }: PersonShown, since: number): void {
		const shown = typeof online === 'boolean';
		this.#wanted.add(id);
		this.#set(id, shown ? { online, last_active_at: last_active_at ?? null } : null, since);
	}

	/** Offsets start anew, and anybody may have come or gone meanwhile. */
	losePlace(): void {
		for (const [id, known] of this.#known) this.#known.set(id, { ...known, at: -1 });
		const idle = this.#pending.length === 0;
		this.#pending = [...this.#wanted];
		if (idle && this.#pending.length > 0) queueMicrotask(() => void this.#askAll());
	}

	async #askAll(): Promise<void> {
		const ids = this.#pending;
		this.#pending = [];
		for (let at = 0; at < ids.length; at += most) {
			const some = ids.slice(at, at + most);
			const since = this.#heard();
			const told = await this.#ask(some).catch(() => null);
			if (!told) {
				for (const id of some) this.#wanted.delete(id);
				continue;
			}
			const here = new Map(told.map((one) => [one.user_id, one]));
			for (const id of some) {
				const one = here.get(id);
				const { last_active_at = null, online = false } = one ?? {};
				this.#set(id, one ? { online, last_active_at } : null, since);
			}
		}
	}

	#set(id: string, value: Presence | null, at: number): void {
		const known = this.#known.get(id);
		if (!known || at >= known.at) this.#known.set(id, { value, at });
	}
}
