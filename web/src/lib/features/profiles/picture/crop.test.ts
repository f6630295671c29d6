import { describe, expect, it } from 'vitest';
import {
	atCloseness,
	closeness,
	isLargeEnough,
	isSoft,
	move,
	outputSize,
	placed,
	shapes,
	whole,
	zoom,
	type Crop,
	type Shape,
	type Size
} from './crop';

const wide: Size = { width: 4000, height: 2000 };
const tall: Size = { width: 900, height: 3000 };
const small: Size = { width: 512, height: 512 };

/** A few hundred moves that nobody would make on purpose, the same in every run. */
function* wander(): Generator<{
	x: number;
	y: number;
	factor: number;
	at: { x: number; y: number };
}> {
	let seed = 11;
	const next = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
	for (let step = 0; step < 300; step += 1) {
		yield {
			x: (next() - 0.5) * 5000,
			y: (next() - 0.5) * 5000,
			factor: 0.3 + next() * 3,
			at: { x: next(), y: next() }
		};
	}
}

function expectInside(crop: Crop, picture: Size, shape: Shape) {
	expect(crop.x).toBeGreaterThanOrEqual(-1e-6);
	expect(crop.y).toBeGreaterThanOrEqual(-1e-6);
	expect(crop.x + crop.width).toBeLessThanOrEqual(picture.width + 1e-6);
	expect(crop.y + crop.width / shape.ratio).toBeLessThanOrEqual(picture.height + 1e-6);
}

describe('the piece that is cut out', () => {
	it('begins in the middle and takes all it can', () => {
		expect(whole(wide, shapes.avatar)).toEqual({ x: 1000, y: 0, width: 2000 });
		expect(whole(wide, shapes.banner)).toEqual({ x: 0, y: (2000 - 4000 / 3) / 2, width: 4000 });
		expect(whole(tall, shapes.banner)).toEqual({ x: 0, y: 1350, width: 900 });
	});

	it.each([wide, tall, small])(
		'never leaves the picture, whatever is done ($width×$height)',
		(picture) => {
			for (const shape of Object.values(shapes)) {
				let crop = whole(picture, shape);
				for (const { at, factor, x, y } of wander()) {
					crop = move(zoom(crop, factor, picture, shape, at), { x, y }, picture, shape);
					expectInside(crop, picture, shape);
				}
			}
		}
	);

	it('keeps what lies under the fingers where it is', () => {
		const before = whole(wide, shapes.avatar);
		const at = { x: 0.25, y: 0.75 };
		const after = zoom(before, 2, wide, shapes.avatar, at);
		expect(after.width).toBe(1000);
		expect(after.x + after.width * at.x).toBeCloseTo(before.x + before.width * at.x);
		expect(after.y + after.width * at.y).toBeCloseTo(before.y + before.width * at.y);
	});

	it('comes no closer than what a profile needs', () => {
		const crop = zoom(whole(wide, shapes.avatar), 1000, wide, shapes.avatar);
		expect(crop.width).toBe(512);
		expect(outputSize(crop, shapes.avatar)).toEqual({ width: 512, height: 512 });
	});

	it('does not zoom at all where there is nothing to spare', () => {
		expect(zoom(whole(small, shapes.avatar), 3, small, shapes.avatar)).toEqual({
			x: 0,
			y: 0,
			width: 512
		});
		expect(closeness(whole(small, shapes.avatar), small, shapes.avatar)).toBe(0);
	});

	it('is told by a slider the way it is shown on it', () => {
		const crop = whole(wide, shapes.avatar);
		expect(closeness(crop, wide, shapes.avatar)).toBe(0);
		const half = atCloseness(crop, 0.5, wide, shapes.avatar);
		expect(closeness(half, wide, shapes.avatar)).toBeCloseTo(0.5);
		expect(atCloseness(half, 1, wide, shapes.avatar).width).toBeCloseTo(512);
		expect(atCloseness(half, 0, wide, shapes.avatar).width).toBeCloseTo(2000);
	});

	it('lies behind its frame so that the frame shows it and nothing else', () => {
		expect(placed({ x: 1000, y: 500, width: 1000 }, wide, 300)).toEqual({
			left: -300,
			top: -150,
			width: 1200,
			height: 600
		});
	});
});

describe('what is sent', () => {
	it('has exactly the shape, and room enough for every place it is shown in', () => {
		for (const picture of [wide, tall, small]) {
			const avatar = outputSize(whole(picture, shapes.avatar), shapes.avatar);
			expect(avatar.width).toBe(avatar.height);
			expect(avatar.width).toBeGreaterThanOrEqual(512);
			const banner = outputSize(whole(picture, shapes.banner), shapes.banner);
			expect(banner.width).toBe(banner.height * 3);
			expect(banner.height).toBeGreaterThanOrEqual(512);
		}
	});

	it('says when it has to be drawn larger than it is', () => {
		expect(isSoft(whole(tall, shapes.banner), shapes.banner)).toBe(true);
		expect(isSoft(whole(wide, shapes.banner), shapes.banner)).toBe(false);
	});

	it('is refused below 512 by 512, in either direction', () => {
		expect(isLargeEnough({ width: 512, height: 512 })).toBe(true);
		expect(isLargeEnough({ width: 4000, height: 511 })).toBe(false);
		expect(isLargeEnough({ width: 511, height: 4000 })).toBe(false);
	});
});
