import { ApiError } from '$lib/api';
import type { ProfilesRemote } from '../remote';
import { limits, type Card, type ShowcaseItem } from '../wire';
import { moved } from '../ordering/moved';
import type { ShowcaseStore } from './store.svelte';

export interface ShowcasePorts {
	remote: Pick<ProfilesRemote, 'showcase' | 'keepShowcase'>;
	store: ShowcaseStore;
	/** Says that everything is as before, and why. */
	refused: (error: unknown) => void;
}

/** What a member shows of what they like: at most three of a kind, in their order. */
export class Showing {
	readonly #ports: ShowcasePorts;
	/** One after the other, so that the last wish is the last that arrives. */
	#line: Promise<unknown> = Promise.resolve();

	constructor(ports: ShowcasePorts) {
		this.#ports = ports;
	}

	async read(reference: string): Promise<void> {
		const { remote, store } = this.#ports;
		if (store.load === 'error') store.load = 'loading';
		try {
			store.read(await remote.showcase(reference));
		} catch (error) {
			if (!(error instanceof ApiError)) throw error;
			store.fail(error);
		}
	}

	add(key: string, card: Card): Promise<boolean> {
		const items = this.#items(key);
		const known = items.some(({ entity_id }) => entity_id === card.entity_id);
		if (known || items.length >= limits.cards) return Promise.resolve(false);
		return this.#set(key, [
			...items,
			{ ...card, thumbnail: card.thumbnail ?? null, id: `new-${card.entity_id}`, note: null }
		]);
	}

	remove(key: string, entityId: string): Promise<boolean> {
		return this.#set(
			key,
			this.#items(key).filter(({ entity_id }) => entity_id !== entityId)
		);
	}

	move(key: string, from: number, to: number): Promise<boolean> {
		const items = this.#items(key);
		const order = moved(items, from, to);
		if (order.every((item, index) => item === items[index])) return Promise.resolve(true);
		return this.#set(key, order);
	}

	note(key: string, entityId: string, text: string): Promise<boolean> {
		const note = text.trim() || null;
		const items = this.#items(key);
		if (items.find(({ entity_id }) => entity_id === entityId)?.note === note) {
			return Promise.resolve(true);
		}
		return this.#set(
			key,
			items.map((item) => (item.entity_id === entityId ? { ...item, note } : item))
		);
	}

	#items(key: string): ShowcaseItem[] {
		return this.#ports.store.find(key)?.items ?? [];
	}

	async #set(key: string, items: ShowcaseItem[]): Promise<boolean> {
		const { refused, remote, store } = this.#ports;
		store.intend(key, items);
		const sent = this.#line.then(() =>
			remote.keepShowcase(
				key,
				items.map(({ entity_id, note }) => ({ entity_id, note }))
			)
		);
		this.#line = sent.catch(() => {});
		try {
			store.read(await sent);
			return true;
		} catch (error) {
			refused(error);
			return false;
		} finally {
			store.undo(key, items);
		}
	}
}
