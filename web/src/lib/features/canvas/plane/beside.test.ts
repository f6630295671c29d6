import { describe, expect, it } from 'vitest';
import { freeBelow } from './beside';

const line = { width: 100, height: 24 };
const box = (x: number, y: number) => ({ x, y, width: 60, height: 24 });

describe('a place to write', () => {
	it('is the place itself where nothing stands', () => {
		const place = { x: 10.5, y: -3.25 };
		expect(freeBelow(place, line, [], 20)).toEqual(place);
		expect(freeBelow(place, line, [box(10.5, 40), box(200, -15)], 20)).toEqual(place);
	});

	it('is below whatever stands there, and below that which stands below', () => {
		const boxes = [box(0, 32), box(-20, -12)];
		expect(freeBelow({ x: 0, y: 0 }, line, boxes, 20)).toEqual({ x: 0, y: 88 });
	});
});
