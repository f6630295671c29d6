import { newDraftId, type Talking } from '../actions';
import type { Point } from '../plane/view';
import { bytesOf } from '../wire';

/** What one is writing, and where. */
export class Writing {
	draftId = $state('');
	place = $state.raw<Point | null>(null);

	#text = $state('');
	#talking: Talking;
	#topic: string;
	#mostBytes: () => number;

	/** `mostBytes` is what the house takes at once; without an end until it has said so. */
	constructor(talking: Talking, topic: string, mostBytes: () => number) {
		this.#talking = talking;
		this.#topic = topic;
		this.#mostBytes = mostBytes;
	}

	get text(): string {
		return this.#text;
	}

	/** Others see it grow, as far as it fits. */
	set text(text: string) {
		this.#text = text;
		if (this.place && this.left >= 0) this.#talking.grow(this.draftId, text, this.place);
	}

	/** How many bytes there is room for. */
	get left(): number {
		if (!this.place) return this.#mostBytes();
		return this.#mostBytes() - bytesOf(this.#topic, this.draftId, this.#text, this.place);
	}

	/** What was begun elsewhere comes along. */
	begin(place: Point, text?: string): void {
		if (!this.place) {
			this.draftId = newDraftId();
			this.#text = '';
		}
		this.place = place;
		if (text !== undefined) this.text = text;
		else if (this.#text !== '') this.text = this.#text;
	}

	/** Whether it was sent; without words it only ends. */
	send(): boolean {
		const { left, place } = this;
		const text = this.#text.trim();
		if (!place || text === '') {
			this.giveUp();
			return false;
		}
		if (left < 0) return false;
		void this.#talking.say(this.draftId, text, place);
		this.place = null;
		return true;
	}

	/** Other words are taken up instead; these wait. */
	setAside(): void {
		const text = this.#text.trim();
		if (this.place && text !== '') this.#talking.setAside(this.draftId, text, this.place);
		this.giveUp();
	}

	giveUp(): void {
		if (this.place && this.#text !== '') this.#talking.grow(this.draftId, '', this.place);
		this.place = null;
	}
}
