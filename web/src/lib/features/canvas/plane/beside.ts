import type { Point, Size } from './view';

/** The place itself, or the next below it where a line would lie on none of the boxes. */
export function freeBelow(
	place: Point,
	line: Size,
	boxes: readonly (Point & Size)[],
	gap: number
): Point {
	const over = (top: number) =>
		boxes.find(
			(box) =>
				box.x < place.x + line.width &&
				box.x + box.width > place.x &&
				box.y < top + line.height &&
				box.y + box.height > top
		);
	let top = place.y - line.height / 2;
	for (let box = over(top); box; box = over(top)) top = box.y + box.height + gap;
	return { x: place.x, y: top + line.height / 2 };
}
