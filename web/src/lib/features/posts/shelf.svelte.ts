import type { News } from '$lib/kernel';
import { foresee, type Intent } from './intents';
import {
	emptyLedger,
	isGone,
	losePlace,
	readThings,
	see,
	settleOwn,
	settleReaction,
	type Ledger,
	type Thing
} from './ledger';
import { intentsIn, nothingOutgoing, type Outgoing } from './outgoing';

/** How something was taken away, as an event tells it. */
export interface Removal {
	by_author?: boolean;
	erased?: boolean;
}

/** What may have been taken away by its author or by an admin. */
export interface Removable {
	readonly id: string;
	readonly deleted_by_author?: boolean | null;
}

/** Things as the server says they are, with what is on its way laid over them. */
export class Shelf<T extends Thing> {
	protected ledger = $state.raw<Ledger<T>>(emptyLedger<T>());
	#intents = $state.raw<readonly Intent[]>([]);
	/** Whether what was told to be deleted was deleted by its author. */
	#byAuthor = $state.raw<Readonly<Record<string, boolean>>>({});
	#erased = $state.raw<readonly string[]>([]);
	protected readonly outgoing: Outgoing;

	constructor(outgoing: Outgoing = nothingOutgoing) {
		this.outgoing = outgoing;
	}

	readonly #foreseen: readonly Intent[] = $derived.by(() => [
		...this.#intents,
		...intentsIn(this.outgoing.letters())
	]);

	/** How far had been heard when a question was asked. */
	get heard(): number {
		return this.ledger.heard;
	}

	shown(id: string): T | null {
		const thing = see(this.ledger, id);
		return thing && this.foresee(thing);
	}

	/** With what is on its way to it. */
	protected foresee(thing: T): T {
		return foresee(thing, this.#foreseen);
	}

	isGone(id: string): boolean {
		return (
			isGone(this.ledger, id) ||
			this.#intents.some((intent) => intent.kind === 'delete' && intent.id === id)
		);
	}

	/** Gone for good: nobody can bring it back. */
	isErased(id: string): boolean {
		return this.#erased.includes(id);
	}

	/** Of something deleted: whether its author took it away, as far as that is known. */
	deletedByAuthor({ deleted_by_author, id }: Removable): boolean | null {
		return this.#byAuthor[id] ?? deleted_by_author ?? null;
	}

	isBusy(id: string): boolean {
		return this.#foreseen.some((intent) => intent.id === id);
	}

	/** Word from the outbox. */
	told(news: News): void {
		if (news.kind === 'sent' && news.letter.kind === 'intent') {
			this.settle(news.letter.shown as Intent);
		}
	}

	/** Shows it at once; the answer takes it back. */
	intend(intent: Intent): () => void {
		this.#intents = [...this.#intents, intent];
		return () => {
			this.#intents = this.#intents.filter((other) => other !== intent);
		};
	}

	/** The server has done what was intended. */
	settle(intent: Intent): void {
		if (intent.kind === 'reaction') {
			this.ledger = settleReaction(this.ledger, intent.id, intent.emoji, intent.on);
		} else if (intent.kind === 'save') {
			this.ledger = settleOwn(this.ledger, intent.id, { saved: intent.on });
		} else if (intent.kind === 'delete') {
			const at = this.ledger.whole[intent.id]?.at ?? -1;
			this.ledger = {
				...this.ledger,
				gone: {
					...this.ledger.gone,
					[intent.id]: Math.max(at + 0.5, this.ledger.gone[intent.id] ?? -1)
				}
			};
		}
	}

	/** A single thing as an answer gave it, restored or changed. */
	keep(thing: T): void {
		const at = this.ledger.gone[thing.id] ?? -1;
		this.ledger = readThings(this.ledger, [thing], Math.max(this.ledger.heard, at));
	}

	losePlace(): void {
		this.ledger = losePlace(this.ledger);
	}

	protected removed(id: string, { by_author, erased }: Removal): void {
		if (by_author !== undefined) this.#byAuthor = { ...this.#byAuthor, [id]: by_author };
		if (erased) this.#erased = [...this.#erased, id];
	}

	protected take(things: readonly T[], since: number): void {
		this.ledger = readThings(this.ledger, things, since);
	}
}
