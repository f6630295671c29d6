import { describe, expect, it } from 'vitest';
import { shapes, whole, zoom } from './crop';
import { fitting, mostBytes, Undrawable } from './encode';
import { cropByKey, cropByWheel, Fingers, type Cutting } from './gestures';

const picture = { width: 4000, height: 2000 };
const shape = shapes.avatar;

/** A frame of 400 pixels in which 1000 of the picture are seen. */
function cutting(): Cutting {
	const crop = zoom(whole(picture, shape), 2, picture, shape);
	return { crop, picture, shape, frameWidth: 400 };
}

describe('one finger', () => {
	it('takes the picture along', () => {
		const fingers = new Fingers();
		const before = cutting();
		fingers.down(1, { x: 100, y: 100 });
		const crop = fingers.moved(before, 1, { x: 140, y: 90 });
		expect(crop.width).toBe(before.crop.width);
		// 40 pixels to the right on the screen are 100 of the picture to the left.
		expect(crop.x).toBeCloseTo(before.crop.x - 100);
		expect(crop.y).toBeCloseTo(before.crop.y + 25);
	});

	it('that was never put down moves nothing', () => {
		const before = cutting();
		expect(new Fingers().moved(before, 7, { x: 1, y: 1 })).toEqual(before.crop);
	});
});

describe('two fingers', () => {
	it('that part come closer, around the place between them', () => {
		const fingers = new Fingers();
		const before = cutting();
		fingers.down(1, { x: 150, y: 200 });
		fingers.down(2, { x: 250, y: 200 });
		let crop = fingers.moved(before, 1, { x: 125, y: 200 });
		crop = fingers.moved({ ...before, crop }, 2, { x: 275, y: 200 });
		expect(crop.width).toBeCloseTo(1000 / 1.5);
		expect(crop.x + crop.width / 2).toBeCloseTo(before.crop.x + before.crop.width / 2);
	});

	it('of which one is lifted go on as one, without a jump', () => {
		const fingers = new Fingers();
		const before = cutting();
		fingers.down(1, { x: 100, y: 100 });
		fingers.down(2, { x: 300, y: 300 });
		fingers.up(2);
		expect(fingers.moved(before, 1, { x: 100, y: 100 })).toEqual(before.crop);
	});
});

describe('keys', () => {
	it('move and zoom, further with shift, and zero shows all of it again', () => {
		const before = cutting();
		expect(cropByKey(before, 'ArrowRight', false)?.x).toBeCloseTo(before.crop.x + 40);
		expect(cropByKey(before, 'ArrowUp', true)?.y).toBeCloseTo(before.crop.y - 160);
		expect(cropByKey(before, '+', false)?.width).toBeLessThan(before.crop.width);
		expect(cropByKey(before, '-', false)?.width).toBeGreaterThan(before.crop.width);
		expect(cropByKey(before, '0', false)).toEqual(whole(picture, shape));
	});

	it('that mean nothing here are left to the page', () => {
		expect(cropByKey(cutting(), 'Tab', false)).toBeNull();
	});
});

it('the wheel zooms to where the pointer is', () => {
	const before = cutting();
	const crop = cropByWheel(before, -100, { x: 0, y: 0 });
	expect(crop.width).toBeLessThan(before.crop.width);
	expect([crop.x, crop.y]).toEqual([before.crop.x, before.crop.y]);
});

describe('the file', () => {
	const blob = (size: number, type = 'image/webp') => new Blob([new Uint8Array(size)], { type });

	it('is the first that is light enough, so as good as it can be', async () => {
		const made: number[] = [];
		const tries = [mostBytes + 1, mostBytes, 10].map((size) => async () => {
			made.push(size);
			return blob(size);
		});
		const file = await fitting(tries);
		expect(file.size).toBe(mostBytes);
		expect(file.name).toBe('picture.webp');
		expect(made).toEqual([mostBytes + 1, mostBytes]);
	});

	it('is called what it is where the browser writes no WebP', async () => {
		expect((await fitting([async () => blob(9, 'image/jpeg')])).name).toBe('picture.jpg');
	});

	it('is refused when nothing makes it light enough', async () => {
		await expect(fitting([async () => blob(mostBytes + 1)])).rejects.toBeInstanceOf(Undrawable);
	});
});
