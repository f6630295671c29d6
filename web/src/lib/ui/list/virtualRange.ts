export interface Range {
	/** The first row to draw, and the one after the last. */
	start: number;
	end: number;
	/** The room that the rows above and below would take. */
	before: number;
	after: number;
}

/**
 * Which rows of a long list have to exist, given the heights as far as they are known, the
 * part of the page that is seen (measured from the top of the list), and how much to draw
 * beyond its edges.
 */
export function virtualRange(
	heights: readonly number[],
	seen: { top: number; height: number },
	beyond: number
): Range {
	const from = seen.top - beyond;
	const to = seen.top + seen.height + beyond;
	let start = heights.length;
	let end = heights.length;
	let before = 0;
	let drawn = 0;
	let y = 0;

	for (const [index, height] of heights.entries()) {
		const bottom = y + height;
		if (start === heights.length && bottom > from) {
			start = index;
			before = y;
		}
		if (y >= to) {
			end = index;
			break;
		}
		if (index >= start) drawn += height;
		y = bottom;
	}

	const total = heights.reduce((sum, height) => sum + height, 0);
	if (start === heights.length) before = total;
	return { start: Math.min(start, end), end, before, after: Math.max(0, total - before - drawn) };
}
