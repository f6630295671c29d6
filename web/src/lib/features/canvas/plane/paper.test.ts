import { describe, expect, it } from 'vitest';
import { hashOf, viewOf } from './address';
import { dice, rounds } from './dice';
import { gridOf } from './grid';
import { lettered, letterSize, sizeAt } from './lettering';
import { toScreen, zooms } from './view';

describe('the paper', () => {
	it('has dots neither too close nor too far at every zoom, and one at the middle', () => {
		for (const seed of rounds) {
			const random = dice(seed);
			const view = { ...random.view(), x: random.pick(-900, 900), y: random.pick(-900, 900) };
			const size = random.size();
			const { first, gap, strength } = gridOf(view, size);
			expect(gap).toBeGreaterThanOrEqual(40 - 1e-9);
			expect(gap).toBeLessThan(80);
			expect(strength).toBeGreaterThanOrEqual(-1e-9);
			expect(strength).toBeLessThan(1);
			const steps = (toScreen(view, size, { x: 0, y: 0 }).x - first.x) / gap;
			expect(steps).toBeCloseTo(Math.round(steps), 6);
		}
	});
});

describe('the address', () => {
	it('leads back to the place', () => {
		for (const seed of rounds) {
			const view = dice(seed).view();
			const found = viewOf(hashOf(view));
			expect(found?.x).toBeCloseTo(view.x, 1);
			expect(found?.y).toBeCloseTo(view.y, 1);
			expect(found?.zoom).toBeCloseTo(view.zoom, 2);
		}
	});

	it('may leave out the zoom, and is refused where it names no place', () => {
		expect(viewOf('#12,-3.5')).toEqual({ x: 12, y: -3.5, zoom: 1 });
		expect(viewOf('#1,2,900')?.zoom).toBe(zooms.most);
		for (const none of [
			'',
			'#',
			'#12',
			'#a,b',
			'#1,,2',
			'#1,2,3,4',
			'#1e9,0',
			'#0,0,-1',
			'#NaN,1'
		]) {
			expect(viewOf(none)).toBeNull();
		}
		expect(hashOf({ x: -0.001, y: 0, zoom: 1 })).toBe('#0,0,1');
	});
});

describe('lettering', () => {
	const widthOf = (text: string) => [...text].length * 10;

	it('has few sizes, each close to what the zoom asks for', () => {
		const sizes = new Set<number>();
		for (let zoom = zooms.least; zoom <= zooms.most; zoom += 0.001) {
			sizes.add(sizeAt(zoom));
			expect(Math.abs(sizeAt(zoom) / (letterSize * zoom) - 1)).toBeLessThan(0.021);
		}
		expect(sizes.size).toBeLessThan(120);
		expect(sizeAt(1)).toBe(letterSize);
	});

	it('breaks lines between words and keeps every letter', () => {
		const text = 'the river runs over there and nobody has been to the other side of it';
		const { lines, width, height } = lettered(text, widthOf);
		expect(lines.join(' ')).toBe(text);
		expect(width).toBeLessThanOrEqual(320);
		expect(height).toBe(lines.length * 24);
	});

	it('breaks one long word where it must, between whole signs', () => {
		const text = '🛶'.repeat(70);
		const { lines } = lettered(text, widthOf);
		expect(lines.map((line) => [...line].length)).toEqual([32, 32, 6]);
		expect(lines.join('')).toBe(text);
	});

	it('runs from the right where the first letter does', () => {
		for (const text of ['שלום, 3 times', '« مرحبا » ok', '3 · שלום']) {
			expect(lettered(text, widthOf).direction, text).toBe('rtl');
		}
		for (const text of ['hello שלום', '3 · ok', '🛶', '日本']) {
			expect(lettered(text, widthOf).direction, text).toBe('ltr');
		}
	});

	it('says when it goes on', () => {
		const { lines } = lettered('abcdefg '.repeat(200).trim(), widthOf);
		expect(lines).toHaveLength(12);
		expect(lines.at(-1)).toMatch(/…$/);
	});
});
