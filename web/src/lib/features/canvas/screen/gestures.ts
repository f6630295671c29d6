import type { Fingers } from '../plane/pinch';
import type { Point } from '../plane/view';

/** What hands may do to the plane. */
export interface Moved {
	pan(dx: number, dy: number): void;
	pinch(before: Fingers, after: Fingers): void;
	zoomAbout(pixel: Point, factor: number): void;
}

/** Farther than this, a press was meant to move the paper and not to write on it. */
const steady = 5;
/** A finger rolls while it taps. */
const steadyFinger = 12;

/** Mouse, pen and fingers on the plane: dragging pans, two fingers pinch, a tap writes. */
export class Gestures {
	#moved: Moved;
	#ontap: (pixel: Point) => void;
	#down = new Map<number, Point>();
	#tap: Point | null = null;
	#steady = steady;

	constructor(moved: Moved, ontap: (pixel: Point) => void) {
		this.#moved = moved;
		this.#ontap = ontap;
	}

	get dragging(): boolean {
		return this.#down.size > 0 && this.#tap === null;
	}

	press(id: number, pixel: Point, finger = false): void {
		if (this.#down.size === 2) return;
		this.#steady = finger ? steadyFinger : steady;
		this.#down.set(id, pixel);
		this.#tap = this.#down.size === 1 ? pixel : null;
	}

	move(id: number, pixel: Point): void {
		const before = this.#down.get(id);
		if (!before) return;
		if (this.#tap) {
			if (Math.hypot(pixel.x - this.#tap.x, pixel.y - this.#tap.y) < this.#steady) return;
			this.#tap = null;
		}
		const fixed = [...this.#down].find(([other]) => other !== id)?.[1];
		if (fixed) this.#moved.pinch([fixed, before], [fixed, pixel]);
		else this.#moved.pan(pixel.x - before.x, pixel.y - before.y);
		this.#down.set(id, pixel);
	}

	release(id: number): void {
		const tap = this.#tap;
		if (this.#down.delete(id) && tap) this.#ontap(tap);
		this.#tap = null;
	}

	/** The system took the hand away: nothing was meant by it. */
	cancel(id: number): void {
		this.#down.delete(id);
		this.#tap = null;
	}
}

export interface Wheel {
	deltaX: number;
	deltaY: number;
	deltaMode: number;
	ctrlKey: boolean;
	metaKey: boolean;
	shiftKey: boolean;
	timeStamp: number;
}

const lineInPixels = 40;
const pageInPixels = 400;
const sameTurnWithin = 160;
const notch = 60;

/** A notched wheel zooms; two fingers on a trackpad pan, and pinched they zoom. */
export class Wheels {
	#moved: Moved;
	#last = { at: -Infinity, zooms: false };

	constructor(moved: Moved) {
		this.#moved = moved;
	}

	turn(wheel: Wheel, pixel: Point): void {
		const unit = wheel.deltaMode === 1 ? lineInPixels : wheel.deltaMode === 2 ? pageInPixels : 1;
		const [dx, dy] = [wheel.deltaX * unit, wheel.deltaY * unit];
		if (wheel.ctrlKey || wheel.metaKey) {
			// A pinched trackpad tells small steps, a wheel with the key held large ones.
			this.#moved.zoomAbout(pixel, Math.exp(-Math.max(-60, Math.min(60, dy)) * 0.01));
		} else if (!wheel.shiftKey && this.#isNotched(wheel)) {
			this.#moved.zoomAbout(pixel, Math.exp(-Math.max(-240, Math.min(240, dy)) * 0.0018));
		} else if (wheel.shiftKey && dx === 0) this.#moved.pan(-dy, 0);
		else this.#moved.pan(-dx, -dy);
	}

	/** What a turn was taken for at its beginning it stays, however fast it becomes. */
	#isNotched({ deltaMode, deltaX, deltaY, timeStamp }: Wheel): boolean {
		const begins = timeStamp - this.#last.at > sameTurnWithin;
		const looks =
			deltaX === 0 && (deltaMode !== 0 || (Number.isInteger(deltaY) && Math.abs(deltaY) >= notch));
		this.#last = { at: timeStamp, zooms: begins ? looks : this.#last.zooms };
		return this.#last.zooms;
	}
}
