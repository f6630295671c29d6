/** Where things are: places on the plane, pixels on the screen, and the view that joins them. */

export interface Point {
	x: number;
	y: number;
}

export interface Size {
	width: number;
	height: number;
}

/** The place in the middle of the screen, and how many pixels a step of the plane takes. */
export interface View extends Point {
	zoom: number;
}

/** As far from the middle as the house lets anything be said. */
export const farthest = 1e7;
export const zooms = { least: 0.1, most: 6 };
export const middle: View = { x: 0, y: 0, zoom: 1 };

export function toScreen(view: View, size: Size, place: Point): Point {
	return {
		x: (place.x - view.x) * view.zoom + size.width / 2,
		y: (place.y - view.y) * view.zoom + size.height / 2
	};
}

export function toPlane(view: View, size: Size, pixel: Point): Point {
	return {
		x: view.x + (pixel.x - size.width / 2) / view.zoom,
		y: view.y + (pixel.y - size.height / 2) / view.zoom
	};
}

/** The paper follows the hand: moved by so many pixels. */
export function panned(view: View, dx: number, dy: number): View {
	return within({ ...view, x: view.x - dx / view.zoom, y: view.y - dy / view.zoom });
}

/** The place under the pixel stays under it. */
export function zoomedAbout(view: View, size: Size, pixel: Point, factor: number): View {
	return held(view, size, pixel, pixel, factor);
}

/** Zoomed by a factor so that the place under `before` comes to lie under `after`. */
export function held(view: View, size: Size, before: Point, after: Point, factor: number): View {
	const place = toPlane(view, size, before);
	const zoom = clamp(view.zoom * factor, zooms.least, zooms.most);
	return within({
		x: place.x - (after.x - size.width / 2) / zoom,
		y: place.y - (after.y - size.height / 2) / zoom,
		zoom
	});
}

/** Shows all places with some room around them; nothing is drawn larger than life for it. */
export function fitted(places: readonly Point[], size: Size, margin = 96): View {
	const [first] = places;
	if (!first) return middle;
	const box = { left: first.x, right: first.x, top: first.y, bottom: first.y };
	for (const { x, y } of places) {
		box.left = Math.min(box.left, x);
		box.right = Math.max(box.right, x);
		box.top = Math.min(box.top, y);
		box.bottom = Math.max(box.bottom, y);
	}
	const room = (length: number) => Math.max(length - 2 * margin, length / 4);
	const zoom = Math.min(
		1,
		room(size.width) / (box.right - box.left),
		room(size.height) / (box.bottom - box.top)
	);
	return within({ x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2, zoom });
}

/** Moved just so far that the pixel of a place lies inside the edges given. */
export function revealed(
	view: View,
	size: Size,
	place: Point,
	edges: { left: number; top: number; right: number; bottom: number }
): View {
	const { x, y } = toScreen(view, size, place);
	const inside = (value: number, from: number, to: number) =>
		from > to ? from : clamp(value, from, to);
	return panned(
		view,
		inside(x, edges.left, size.width - edges.right) - x,
		inside(y, edges.top, size.height - edges.bottom) - y
	);
}

/** Whether a box, given in pixels, is seen at least in part. */
export function isSeen(corner: Point, box: Size, size: Size): boolean {
	return (
		corner.x < size.width &&
		corner.y < size.height &&
		corner.x + box.width > 0 &&
		corner.y + box.height > 0
	);
}

export function within({ x, y, zoom }: View): View {
	return {
		x: clamp(x, -farthest, farthest),
		y: clamp(y, -farthest, farthest),
		zoom: clamp(zoom, zooms.least, zooms.most)
	};
}

function clamp(value: number, least: number, most: number): number {
	return Math.min(most, Math.max(least, value));
}
