import { SvelteMap } from 'svelte/reactivity';
import { changed, type Change } from './apply';
import type { GraphEvent, Relationship } from './wire';

interface Known {
	value: Relationship;
	/** How far had been heard when it was true. */
	at: number;
}

interface Intent {
	person: string;
	change: Change;
}

/** What is only likely, until somebody says it. */
const guessed = -2;

/**
 * How one stands to everybody who was met since the page was opened, with what is on its way
 * laid over it. Every button and every list asks here, so that all of them change at once.
 */
export class Ties {
	#known = new SvelteMap<string, Known>();
	#intents = $state.raw<readonly Intent[]>([]);
	#heard = -1;

	/** How far had been heard, to be taken along when the server is asked. */
	get heard(): number {
		return this.#heard;
	}

	/** How many requests of others are being answered and still counted. */
	get answering(): number {
		return this.#intents.filter(({ change }) => isAnswer(change)).length;
	}

	/** Without what is still on its way. */
	settled(person: string): Relationship | null {
		return this.#known.get(person)?.value ?? null;
	}

	of(person: string): Relationship | null {
		const known = this.#known.get(person);
		if (!known) return null;
		return this.#intents
			.filter((intent) => intent.person === person)
			.reduce((relationship, { change }) => changed(relationship, change), known.value);
	}

	/** As the server answered somebody who had heard up to `since`. */
	read(person: string, value: Relationship, since: number): void {
		const known = this.#known.get(person);
		if (!known || since >= known.at) this.#known.set(person, { value, at: since });
	}

	/** What a list lets one conclude; whatever was told of it is better. */
	assume(person: string, value: Relationship): void {
		this.read(person, value, guessed);
	}

	/** The server did it for somebody who had heard up to `since`. */
	confirm(person: string, change: Change, since: number): void {
		const known = this.#known.get(person);
		if (known) this.read(person, changed(known.value, change), Math.max(since, guessed));
	}

	hear(event: GraphEvent): void {
		this.#heard = Math.max(this.#heard, event.offset);
		const { data, offset, type } = event;
		if (type === 'relationship_changed') this.read(data.user_id, data.relationship, offset);
		if (type !== 'user_followed') return;
		const known = this.#known.get(data.user.id);
		if (!known || offset < known.at) return;
		this.#known.set(data.user.id, { ...known, value: { ...known.value, followed_by: true } });
	}

	/** Shows a change at once; the answer takes it back. */
	intend(person: string, change: Change): () => void {
		const intent = { person, change };
		this.#intents = [...this.#intents, intent];
		return () => {
			this.#intents = this.#intents.filter((other) => other !== intent);
		};
	}

	/** Offsets start anew with the next epoch, and anything may have happened meanwhile. */
	losePlace(): void {
		this.#heard = -1;
		for (const [person, known] of this.#known) this.#known.set(person, { ...known, at: guessed });
	}
}

function isAnswer({ kind }: Change): boolean {
	return kind === 'accept' || kind === 'decline';
}
