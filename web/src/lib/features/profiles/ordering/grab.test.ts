import { describe, expect, it, vi } from 'vitest';
import { Grab } from './grab.svelte';

const words = {
	grabbed: (name: string, place: number, count: number) => `grabbed ${name} ${place}/${count}`,
	moved: (name: string, place: number, count: number) => `moved ${name} ${place}/${count}`,
	dropped: (name: string, place: number, count: number) => `dropped ${name} ${place}/${count}`,
	cancelled: (name: string) => `back ${name}`
};

function three() {
	const drop = vi.fn();
	const grab = new Grab<string>({
		items: () => ['bread', 'rivers', 'trains'],
		name: (item) => item,
		words: () => words,
		drop
	});
	return { drop, grab };
}

describe('putting things in order by keys', () => {
	it('grabs, moves and drops, and says each step', () => {
		const { drop, grab } = three();
		expect(grab.key(' ', 0)).toBe(true);
		expect(grab.said).toBe('grabbed bread 1/3');
		grab.key('ArrowDown', 0);
		grab.key('ArrowRight', 1);
		expect(grab.order).toEqual(['rivers', 'trains', 'bread']);
		expect(grab.said).toBe('moved bread 3/3');
		expect(drop).not.toHaveBeenCalled();
		grab.key('Enter', 2);
		expect(grab.said).toBe('dropped bread 3/3');
		expect(drop).toHaveBeenCalledExactlyOnceWith(0, 2);
		expect(grab.held).toBeNull();
	});

	it('stops at the ends', () => {
		const { grab } = three();
		grab.key(' ', 1);
		grab.key('Home', 1);
		grab.key('ArrowUp', 0);
		expect(grab.order).toEqual(['rivers', 'bread', 'trains']);
		grab.key('End', 0);
		expect(grab.order).toEqual(['bread', 'trains', 'rivers']);
	});

	it('goes back with Escape, and nothing is told to the house', () => {
		const { drop, grab } = three();
		grab.key(' ', 2);
		grab.key('ArrowUp', 2);
		grab.key('Escape', 1);
		expect(grab.order).toEqual(['bread', 'rivers', 'trains']);
		expect(grab.said).toBe('back trains');
		expect(drop).not.toHaveBeenCalled();
	});

	it('leaves arrows to the page while nothing is held', () => {
		expect(three().grab.key('ArrowDown', 0)).toBe(false);
	});

	it('tells the house nothing of what is dropped where it was', () => {
		const { drop, grab } = three();
		grab.key(' ', 1);
		grab.key(' ', 1);
		expect(drop).not.toHaveBeenCalled();
	});
});
