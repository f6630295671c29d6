/** How long one looks at a name before it is told who that is. */
const dwell = 500;
/** How long the way from the name to the card may take. */
const leave = 250;

/** The name under a pointer: a link to the page of a person, not one between their pages. */
export function pointedAt(target: EventTarget | null): HTMLAnchorElement | null {
	if (!(target instanceof Element)) return null;
	const link = target.closest<HTMLAnchorElement>('a[href^="/@"]');
	if (!link || !/^\/@[^/]+$/.test(link.pathname) || link.closest('nav')) return null;
	return link;
}

/** Follows the pointer and the focus over names, and tells at which of them somebody stays. */
export class Pointing {
	readonly #show: (anchor: HTMLAnchorElement | null) => void;
	#shown: HTMLAnchorElement | null = null;
	#next: HTMLAnchorElement | null = null;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#pressed = false;

	constructor(show: (anchor: HTMLAnchorElement | null) => void) {
		this.#show = show;
	}

	over({ pointerType, target }: PointerEvent): void {
		if (pointerType === 'touch') return;
		if (this.#within(target)) this.#wait(this.#shown, leave);
		else this.#wait(pointedAt(target), this.#shown ? leave : dwell);
	}

	/** Focus that comes from pressing is not curiosity. */
	focus({ target }: FocusEvent): void {
		if (this.#pressed) this.#pressed = false;
		else if (!this.#within(target)) this.#wait(pointedAt(target), dwell);
	}

	press({ target }: PointerEvent): void {
		this.#pressed = pointedAt(target) !== null;
		if (!this.#within(target)) this.close();
	}

	close(): void {
		clearTimeout(this.#timer);
		this.#next = null;
		this.#set(null);
	}

	#wait(anchor: HTMLAnchorElement | null, ms: number): void {
		if (anchor === this.#next) return;
		clearTimeout(this.#timer);
		this.#next = anchor;
		if (anchor === this.#shown) return;
		this.#timer = setTimeout(() => this.#set(anchor), ms);
	}

	#set(anchor: HTMLAnchorElement | null): void {
		if (anchor === this.#shown) return;
		this.#shown = anchor;
		this.#show(anchor);
	}

	#within(target: EventTarget | null): boolean {
		return target instanceof Element && target.closest('[data-person-card]') !== null;
	}
}
