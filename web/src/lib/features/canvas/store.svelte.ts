import {
	apply,
	fadesFor,
	nextEnd,
	nobody,
	said,
	shownFor,
	taken,
	takenBack,
	tidied,
	type Word,
	type World
} from './apply';
import type { Told } from './wire';

/** Whether one is there, still on the way, or the canvas is none to be at any more. */
export type Standing = 'arriving' | 'here' | 'gone';

/** Why something was not said, and what it was, so that it can be taken up again. */
export interface Refused {
	code: string;
	message: string;
	/** Seconds until there is room again, from when it was refused. */
	wait: number | null;
	at: number;
	word: Word;
}

export class CanvasStore {
	world = $state.raw<World>(nobody);
	standing = $state<Standing>('arriving');
	/** What was not said and may be taken up, the newest last. */
	refusals = $state.raw<readonly Refused[]>([]);
	/** For those who want nothing to move, words go without fading. */
	still = $state(false);

	readonly me: string;

	constructor(me: string) {
		this.me = me;
	}

	get people() {
		return this.world.people;
	}

	get refused(): Refused | null {
		return this.refusals.at(-1) ?? null;
	}

	hear(told: Told, now: number): void {
		this.world = apply(this.world, told, this.me, now);
		if (told.type === 'user_sync') this.standing = 'here';
	}

	say(word: Word): void {
		this.world = said(this.world, word);
	}

	confirm(key: string, text: string): void {
		this.world = taken(this.world, key, text);
	}

	refuse(refused: Refused): void {
		this.world = takenBack(this.world, refused.word.key);
		this.keep(refused);
	}

	keep(unsaid: Refused): void {
		this.refusals = [...this.refusals, unsaid];
	}

	/** The newest is taken up, or let go. */
	drop(): void {
		this.refusals = this.refusals.slice(0, -1);
	}

	tidy(now: number): void {
		this.world = tidied(this.world, now, this.#wordsFor);
	}

	/** When the next word or draft is to go. */
	get nextEnd(): number | null {
		return nextEnd(this.world, this.#wordsFor);
	}

	get #wordsFor(): number {
		return this.still ? shownFor : shownFor + fadesFor;
	}
}
