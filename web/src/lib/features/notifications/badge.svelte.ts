import { later, type Told } from './apply';
import type { NotificationEvent } from './wire';

/** How many notifications wait. The one part of them that every page shows. */
export class Badge {
	#told = $state.raw<Told<number>>({ value: 0, at: -1 });
	#heard = -1;

	get count(): number {
		return this.#told.value;
	}

	/** How far had been heard, to be taken along when the server is asked. */
	get heard(): number {
		return this.#heard;
	}

	hear({ data, offset }: NotificationEvent): void {
		this.#heard = Math.max(this.#heard, offset);
		this.#told = later(this.#told, { value: data.unread_count, at: offset });
	}

	/** As the server counted for somebody who had heard up to `since`. */
	read(count: number, since: number): void {
		this.#told = later(this.#told, { value: count, at: since });
	}

	/** Offsets start anew with the next epoch. */
	losePlace(): void {
		this.#heard = -1;
		this.#told = { ...this.#told, at: -1 };
	}
}
