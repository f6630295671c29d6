import { toScreen, type Point, type Size, type View } from './view';

const step = 32;
const closest = 20;

/** The dots of the paper: every second row stays when one zooms out, the others fade. */
export interface Grid {
	/** The first dot in sight, of those that stay. */
	first: Point;
	/** Pixels between those that stay; the fading ones lie half way. */
	gap: number;
	/** From 0 to 1, of the fading ones. */
	strength: number;
}

export function gridOf(view: View, size: Size): Grid {
	const doublings = Math.ceil(Math.log2(closest / (step * view.zoom)));
	const fine = step * 2 ** doublings * view.zoom;
	const gap = fine * 2;
	const origin = toScreen(view, size, { x: 0, y: 0 });
	return {
		first: { x: firstAfter(origin.x, gap), y: firstAfter(origin.y, gap) },
		gap,
		strength: (fine - closest) / closest
	};
}

function firstAfter(origin: number, gap: number): number {
	return ((origin % gap) + gap) % gap;
}
