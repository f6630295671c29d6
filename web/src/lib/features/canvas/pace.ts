/**
 * Says only the newest of what changes quickly, no more often than every so many milliseconds;
 * the last of it is always said.
 */
export class Pace<Said> {
	#say: (said: Said) => void;
	#every: number;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#waiting: { said: Said } | null = null;

	constructor(every: number, say: (said: Said) => void) {
		this.#every = every;
		this.#say = say;
	}

	push(said: Said): void {
		this.#waiting = { said };
		if (this.#timer === undefined) this.#next();
	}

	/** Forget what was not said yet. */
	drop(): void {
		this.#waiting = null;
	}

	#next(): void {
		const waiting = this.#waiting;
		this.#waiting = null;
		this.#timer = waiting ? setTimeout(() => this.#next(), this.#every) : undefined;
		if (waiting) this.#say(waiting.said);
	}
}
