import { describe, expect, it } from 'vitest';
import { virtualRange } from './virtualRange';

const even = Array.from({ length: 1000 }, () => 50);

describe('the rows that have to exist', () => {
	it('are the first ones at the top of the page', () => {
		const range = virtualRange(even, { top: 0, height: 500 }, 0);
		expect(range).toEqual({ start: 0, end: 10, before: 0, after: 49_500 });
	});

	it('are those in the middle, with room kept above and below', () => {
		const range = virtualRange(even, { top: 10_000, height: 500 }, 100);
		expect(range).toMatchObject({ start: 198, end: 212, before: 9_900 });
		expect(range.before + (range.end - range.start) * 50 + range.after).toBe(50_000);
	});

	it('are the last ones at the end', () => {
		const range = virtualRange(even, { top: 49_500, height: 500 }, 0);
		expect(range).toMatchObject({ start: 990, end: 1000, after: 0 });
	});

	it('are all of a list that ends before the edge', () => {
		expect(virtualRange([40, 60], { top: -200, height: 900 }, 0)).toEqual({
			start: 0,
			end: 2,
			before: 0,
			after: 0
		});
	});

	it('are none when the list is scrolled out of sight or empty', () => {
		const below = virtualRange([40, 60], { top: 500, height: 100 }, 0);
		expect(below).toEqual({ start: 2, end: 2, before: 100, after: 0 });
		expect(virtualRange([], { top: 0, height: 100 }, 0).end).toBe(0);
	});

	it('respect rows of different heights', () => {
		const range = virtualRange([100, 300, 50, 50], { top: 120, height: 200 }, 0);
		expect(range).toEqual({ start: 1, end: 2, before: 100, after: 100 });
	});
});
