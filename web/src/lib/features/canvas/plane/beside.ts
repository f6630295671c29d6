import type { Point, Size } from './view';

export type Box = Point & Size;

export function overlap(one: Box, other: Box): boolean {
	return (
		one.x < other.x + other.width &&
		one.x + one.width > other.x &&
		one.y < other.y + other.height &&
		one.y + one.height > other.y
	);
}

/** The place itself, or the next below it where a line would lie on none of the boxes. */
export function freeBelow(place: Point, line: Size, boxes: readonly Box[], gap: number): Point {
	const over = (top: number) => boxes.find((box) => overlap(box, { ...line, x: place.x, y: top }));
	let top = place.y - line.height / 2;
	for (let box = over(top); box; box = over(top)) top = box.y + box.height + gap;
	return { x: place.x, y: top + line.height / 2 };
}
