import { describe, expect, it } from 'vitest';
import { markAt } from './countdown';

describe('the room that is left', () => {
	it('is spoken of at three marks, and at no key between them', () => {
		const heard: number[] = [];
		let last: number | null = null;
		for (let left = 500; left >= -50; left -= 1) {
			const mark = markAt(left);
			if (mark !== last) heard.push(left);
			last = mark;
		}
		expect(heard).toEqual([100, 20, -1]);
	});

	it('is not spoken of while there is enough', () => {
		expect(markAt(101)).toBeNull();
		expect(markAt(Infinity)).toBeNull();
	});
});
