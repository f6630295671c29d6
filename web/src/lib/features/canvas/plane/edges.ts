import { isSeen, toScreen, type Point, type Size, type View } from './view';

/** Something on the plane, with its size there. */
export interface Mark extends Point, Size {
	/** Whose it is. */
	by: string;
	hue: number;
	name: string;
}

/** Points from the edge of the screen to what lies outside it. */
export interface Arrow {
	at: Point;
	/** In degrees, clockwise from the right. */
	angle: number;
	hue: number;
	/** Who is nearest of those that it stands for. */
	name: string;
	count: number;
	/** Everybody whose it is. */
	speakers: ReadonlySet<string>;
	towards: Point;
}

/** How far from each side of the screen the arrows keep, out of the way of what stands there. */
export interface Edges {
	left: number;
	top: number;
	right: number;
	bottom: number;
}

const apart = 48;
const most = 8;

/** One arrow for each direction in which something lies out of sight; the newest marks come last. */
export function arrowsTo(marks: readonly Mark[], view: View, size: Size, edges: Edges): Arrow[] {
	const arrows: (Arrow & { speakers: Set<string> })[] = [];
	for (let index = marks.length - 1; index >= 0; index--) {
		const mark = marks[index];
		if (!mark) continue;
		const pixel = toScreen(view, size, mark);
		if (isSeen(...boxOf(mark, pixel, view.zoom), size)) continue;
		const { at, angle } = onEdge(pixel, size, edges);
		const near = arrows.find((arrow) => Math.hypot(arrow.at.x - at.x, arrow.at.y - at.y) < apart);
		if (near) {
			near.count += 1;
			near.speakers.add(mark.by);
		} else if (arrows.length < most) {
			const towards = { x: mark.x, y: mark.y };
			const speakers = new Set([mark.by]);
			arrows.push({ at, angle, hue: mark.hue, name: mark.name, count: 1, speakers, towards });
		}
	}
	return arrows;
}

function boxOf(mark: Mark, pixel: Point, zoom: number): [Point, Size] {
	return [pixel, { width: mark.width * zoom, height: mark.height * zoom }];
}

/** Where the line from the middle of the screen to a pixel outside crosses the edges. */
export function onEdge(pixel: Point, size: Size, edges: Edges): { at: Point; angle: number } {
	const center = { x: size.width / 2, y: size.height / 2 };
	const [dx, dy] = [pixel.x - center.x, pixel.y - center.y];
	const across = Math.max(0, center.x - (dx < 0 ? edges.left : edges.right));
	const down = Math.max(0, center.y - (dy < 0 ? edges.top : edges.bottom));
	const part = Math.min(1, across / Math.abs(dx || 1), down / Math.abs(dy || 1));
	return {
		at: { x: center.x + dx * part, y: center.y + dy * part },
		angle: (Math.atan2(dy, dx) * 180) / Math.PI
	};
}
