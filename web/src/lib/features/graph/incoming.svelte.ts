import type { GraphEvent } from './wire';

/** How many requests for friendship wait for an answer. The one part that every page shows. */
export class Incoming {
	#count = $state(0);
	#at = -1;

	get count(): number {
		return this.#count;
	}

	hear({ data, offset }: GraphEvent): void {
		if ('incoming_count' in data) this.read(data.incoming_count, offset);
	}

	/** As the server counted for somebody who had heard up to `since`. */
	read(count: number, since: number): void {
		if (since < this.#at) return;
		this.#count = count;
		this.#at = since;
	}

	/** Offsets start anew with the next epoch. */
	losePlace(): void {
		this.#at = -1;
	}
}
