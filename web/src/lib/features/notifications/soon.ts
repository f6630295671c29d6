const atLeast = 500;
const spread = 1_000;

/** Does something once, a moment after it was last asked for, and not when everybody else does. */
export class Soon {
	#act: () => void;
	#random: () => number;
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(act: () => void, random: () => number = Math.random) {
		this.#act = act;
		this.#random = random;
	}

	call(): void {
		if (this.#timer !== undefined) return;
		this.#timer = setTimeout(
			() => {
				this.#timer = undefined;
				this.#act();
			},
			atLeast + this.#random() * spread
		);
	}

	cancel(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
	}
}
