import { move, whole, zoom, type Crop, type Shape, type Size } from './crop';

export interface Cutting {
	picture: Size;
	shape: Shape;
	crop: Crop;
	/** How wide the frame is on the screen. */
	frameWidth: number;
}

interface Point {
	x: number;
	y: number;
}

const step = 0.04;
const bigStep = 0.16;
const keyZoom = 1.12;

/** What a key does to the piece; null for a key that does nothing here. */
export function cropByKey(cutting: Cutting, key: string, shift: boolean): Crop | null {
	const { crop, picture, shape } = cutting;
	const by = crop.width * (shift ? bigStep : step);
	const moves: Record<string, Point> = {
		ArrowLeft: { x: -by, y: 0 },
		ArrowRight: { x: by, y: 0 },
		ArrowUp: { x: 0, y: -by },
		ArrowDown: { x: 0, y: by }
	};
	const direction = moves[key];
	if (direction) return move(crop, direction, picture, shape);
	if (key === '+' || key === '=') return zoom(crop, keyZoom, picture, shape);
	if (key === '-' || key === '_') return zoom(crop, 1 / keyZoom, picture, shape);
	if (key === '0' || key === 'Home') return whole(picture, shape);
	return null;
}

/** Turning a wheel by about one notch is a tenth closer or further. */
export function cropByWheel(cutting: Cutting, delta: number, at: Point): Crop {
	return zoom(cutting.crop, Math.exp(-delta / 800), cutting.picture, cutting.shape, at);
}

/**
 * Fingers and mice on the frame: one drags, two also pinch. Everything is measured from where the
 * fingers were a moment ago, so a finger may come or go in between.
 */
export class Fingers {
	readonly #at = new Map<number, Point>();

	down(id: number, point: Point): void {
		this.#at.set(id, point);
	}

	up(id: number): void {
		this.#at.delete(id);
	}

	get count(): number {
		return this.#at.size;
	}

	/** Where `point` and `point`s of others are measured from the frame's upper left corner. */
	moved(cutting: Cutting, id: number, point: Point): Crop {
		const before = this.#shape();
		if (!this.#at.has(id)) return cutting.crop;
		this.#at.set(id, point);
		const after = this.#shape();
		const { frameWidth, picture, shape } = cutting;
		const frame = { width: frameWidth, height: frameWidth / shape.ratio };
		const at = { x: before.middle.x / frame.width, y: before.middle.y / frame.height };
		const factor = before.spread > 0 && after.spread > 0 ? after.spread / before.spread : 1;
		const closer = zoom(cutting.crop, factor, picture, shape, at);
		const scale = closer.width / frameWidth;
		// The picture follows the finger, so the piece goes the other way.
		const by = {
			x: (before.middle.x - after.middle.x) * scale,
			y: (before.middle.y - after.middle.y) * scale
		};
		return move(closer, by, picture, shape);
	}

	#shape(): { middle: Point; spread: number } {
		const points = [...this.#at.values()];
		const middle = {
			x: points.reduce((sum, { x }) => sum + x, 0) / (points.length || 1),
			y: points.reduce((sum, { y }) => sum + y, 0) / (points.length || 1)
		};
		const [a, b] = points;
		return { middle, spread: a && b ? Math.hypot(a.x - b.x, a.y - b.y) : 0 };
	}
}
