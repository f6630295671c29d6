import { between, glideFor } from '../plane/glide';
import { pinched, type Fingers } from '../plane/pinch';
import { middle, panned, zoomedAbout, type Point, type Size, type View } from '../plane/view';

/** Where one looks. The hand moves it at once; keys and buttons let it glide. */
export class Camera {
	view = $state.raw<View>(middle);
	size = $state.raw<Size>({ width: 0, height: 0 });
	/** Nothing glides for those who want nothing to move. */
	still = false;

	#now: () => number;
	#glide = $state.raw<{ from: View; to: View; at: number } | null>(null);

	constructor(now: () => number) {
		this.#now = now;
	}

	get gliding(): boolean {
		return this.#glide !== null;
	}

	get center(): Point {
		return { x: this.size.width / 2, y: this.size.height / 2 };
	}

	pan(dx: number, dy: number): void {
		this.set(panned(this.view, dx, dy));
	}

	zoomAbout(pixel: Point, factor: number): void {
		this.set(zoomedAbout(this.view, this.size, pixel, factor));
	}

	pinch(before: Fingers, after: Fingers): void {
		this.set(pinched(this.view, this.size, before, after));
	}

	set(view: View): void {
		this.#glide = null;
		this.view = view;
	}

	glideTo(to: View): void {
		if (this.still) this.set(to);
		else this.#glide = { from: this.view, to, at: this.#now() };
	}

	/** Further from where it is going to be, so that a key that is held goes on evenly. */
	glideBy(change: (view: View) => View): void {
		this.glideTo(change(this.#glide?.to ?? this.view));
	}

	/** Moves on; to be called for each frame while it glides. */
	tick(now: number): void {
		if (!this.#glide) return;
		const { at, from, to } = this.#glide;
		const part = (now - at) / glideFor;
		this.view = between(from, to, part);
		if (part >= 1) this.#glide = null;
	}
}
