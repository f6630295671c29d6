import type { View } from './view';

export const glideFor = 260;

/** On the way from one view to another, at `part` between 0 and 1. Zoom grows by equal factors. */
export function between(from: View, to: View, part: number): View {
	if (part >= 1) return to;
	const eased = 1 - (1 - Math.max(0, part)) ** 3;
	const zoom = from.zoom * (to.zoom / from.zoom) ** eased;
	const growth = 1 / to.zoom - 1 / from.zoom;
	// What is passed on the way is seen from nearer or farther: the path is even to the eye when
	// it is measured in what fits on the screen.
	const way = Math.abs(growth) < 1e-9 ? eased : (1 / zoom - 1 / from.zoom) / growth;
	return { x: from.x + (to.x - from.x) * way, y: from.y + (to.y - from.y) * way, zoom };
}
