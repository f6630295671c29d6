import { expect, it } from 'vitest';
import { Arrivals } from './arrivals';

it('the first post in a section is news, whatever was new there before, and then once it was read', () => {
	const arrivals = new Arrivals();
	arrivals.keep(['music']);
	expect([arrivals.isFirst('music'), arrivals.isFirst('music')]).toEqual([true, false]);
	expect(arrivals.isFirst('book')).toBe(true);
	arrivals.keep(['book', 'photo']);
	expect([arrivals.isFirst('music'), arrivals.isFirst('book')]).toEqual([true, false]);
});
