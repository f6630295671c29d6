import { held, type Point, type Size, type View } from './view';

export type Fingers = readonly [Point, Point];

/** Two fingers hold two places: what was between them stays between them. */
export function pinched(view: View, size: Size, before: Fingers, after: Fingers): View {
	const apart = distance(before);
	const factor = apart < 1 ? 1 : distance(after) / apart;
	return held(view, size, between(before), between(after), factor);
}

function between([a, b]: Fingers): Point {
	return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}

function distance([a, b]: Fingers): number {
	return Math.hypot(a.x - b.x, a.y - b.y);
}
