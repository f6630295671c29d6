import { describe, expect, it } from 'vitest';
import { dice, rounds } from './dice';
import { arrowsTo, onEdge, type Mark } from './edges';
import { between } from './glide';
import { pinched, type Fingers } from './pinch';
import {
	farthest,
	fitted,
	held,
	isSeen,
	middle,
	panned,
	revealed,
	toPlane,
	toScreen,
	zoomedAbout,
	zooms,
	type Point
} from './view';

const phone = { width: 375, height: 640 };
const edges = { left: 20, top: 60, right: 90, bottom: 80 };

function expectNear(found: Point, wanted: Point, within = 1e-6): void {
	expect(Math.hypot(found.x - wanted.x, found.y - wanted.y)).toBeLessThan(within);
}

describe('places and pixels', () => {
	it('lead back to each other, from every view', () => {
		for (const seed of rounds) {
			const random = dice(seed);
			const [view, size] = [random.view(), random.size()];
			const pixel = random.pixel(size);
			expectNear(toScreen(view, size, toPlane(view, size, pixel)), pixel);
		}
	});

	it('keep parts of a pixel', () => {
		expect(toPlane({ x: 0, y: 0, zoom: 4 }, phone, { x: 188, y: 320 }).x).toBe(0.125);
		expect(toScreen({ x: 10, y: 0, zoom: 2.5 }, phone, { x: 10.3, y: 0 }).x).toBeCloseTo(188.25);
	});

	it('are the same for a wide screen and a phone that look at the same place', () => {
		const view = { x: 40, y: -12.5, zoom: 1.5 };
		for (const size of [phone, { width: 2560, height: 1440 }]) {
			expectNear(toScreen(view, size, view), { x: size.width / 2, y: size.height / 2 });
		}
	});

	it('follow the hand by as many pixels as it moves', () => {
		for (const seed of rounds) {
			const random = dice(seed);
			const [view, size] = [random.view(), random.size()];
			const [dx, dy] = [random.pick(-300, 300), random.pick(-300, 300)];
			const place = toPlane(view, size, random.pixel(size));
			const before = toScreen(view, size, place);
			const moved = panned(view, dx, dy);
			if (Math.abs(moved.x) === farthest || Math.abs(moved.y) === farthest) continue;
			expectNear(toScreen(moved, size, place), { x: before.x + dx, y: before.y + dy }, 1e-4);
		}
	});
});

describe('zooming', () => {
	it('holds the place under the pointer, however far it goes and at both ends', () => {
		for (const seed of rounds) {
			const random = dice(seed);
			const [view, size] = [random.view(), random.size()];
			const pixel = random.pixel(size);
			const zoomed = zoomedAbout(view, size, pixel, 10 ** random.pick(-2, 2));
			expect(zoomed.zoom).toBeGreaterThanOrEqual(zooms.least);
			expect(zoomed.zoom).toBeLessThanOrEqual(zooms.most);
			if (Math.abs(zoomed.x) === farthest || Math.abs(zoomed.y) === farthest) continue;
			expectNear(toScreen(zoomed, size, toPlane(view, size, pixel)), pixel, 1e-4);
		}
	});

	it('in and out again leads back', () => {
		for (const seed of rounds) {
			const random = dice(seed);
			const size = random.size();
			const view = { ...random.view(), zoom: random.pick(0.4, 2) };
			const pixel = random.pixel(size);
			const there = zoomedAbout(view, size, pixel, 2);
			const back = zoomedAbout(there, size, pixel, 0.5);
			expectNear(back, view, 1e-3);
			expect(back.zoom).toBeCloseTo(view.zoom, 10);
		}
	});

	it('by two fingers keeps under each what was under it', () => {
		for (const seed of rounds) {
			const random = dice(seed);
			const size = random.size();
			const view = { x: random.pick(-1e4, 1e4), y: random.pick(-1e4, 1e4), zoom: 1 };
			const center = random.pixel(size);
			const spread = (by: number, angle: number, at: Point): Fingers => [
				{ x: at.x + by * Math.cos(angle), y: at.y + by * Math.sin(angle) },
				{ x: at.x - by * Math.cos(angle), y: at.y - by * Math.sin(angle) }
			];
			const angle = random.pick(0, 6);
			const before = spread(random.pick(40, 80), angle, center);
			const after = spread(random.pick(30, 120), angle, random.pixel(size));
			const seen = pinched(view, size, before, after);
			before.forEach((finger, index) => {
				expectNear(toScreen(seen, size, toPlane(view, size, finger)), after[index] as Point, 1e-6);
			});
		}
	});

	it('does not leap when both fingers lie on one spot', () => {
		const spot: Fingers = [
			{ x: 5, y: 5 },
			{ x: 5, y: 5 }
		];
		expect(pinched(middle, phone, spot, [spot[0], { x: 90, y: 90 }]).zoom).toBe(1);
	});

	it('ends where the plane does', () => {
		const out = held({ x: farthest, y: 0, zoom: 1 }, phone, { x: 0, y: 0 }, { x: -900, y: 0 }, 1);
		expect(out.x).toBe(farthest);
	});
});

describe('looking for what there is', () => {
	it('fits all places onto the screen, and enlarges nothing', () => {
		for (const seed of rounds) {
			const random = dice(seed);
			const size = random.size();
			const places = Array.from({ length: 6 }, () => ({
				x: random.pick(-800, 800),
				y: random.pick(-500, 500)
			}));
			const view = fitted(places, size);
			expect(view.zoom).toBeLessThanOrEqual(1);
			if (view.zoom === zooms.least) continue;
			for (const place of places) {
				expect(isSeen(toScreen(view, size, place), { width: 1, height: 1 }, size)).toBe(true);
			}
		}
		expect(fitted([], phone)).toEqual(middle);
		expect(fitted([{ x: 7, y: 8 }], phone)).toEqual({ x: 7, y: 8, zoom: 1 });
	});

	it('moves just so far that a place is not covered', () => {
		const free = { left: 16, top: 60, right: 200, bottom: 300 };
		const covered = toPlane(middle, phone, { x: 300, y: 600 });
		const view = revealed(middle, phone, covered, free);
		expectNear(toScreen(view, phone, covered), { x: 175, y: 340 });
		expect(revealed(view, phone, covered, free)).toEqual(view);
	});

	it('glides from one view to another and arrives', () => {
		const [from, to] = [
			{ x: -400, y: 20, zoom: 0.5 },
			{ x: 90, y: 400, zoom: 3 }
		];
		expect(between(from, to, 1)).toEqual(to);
		expectNear(between(from, to, 0), from);
		let before = from;
		for (let part = 0.1; part < 1; part += 0.1) {
			const view = between(from, to, part);
			expect(view.zoom).toBeGreaterThan(before.zoom);
			expect(view.x).toBeGreaterThan(before.x);
			before = view;
		}
	});
});

describe('arrows at the edge', () => {
	const mark = (x: number, y: number, name = 'ben'): Mark => ({
		x,
		y,
		name,
		by: name,
		width: 40,
		height: 24,
		hue: 10
	});

	it('stand on the edge, in line with what lies outside', () => {
		for (const seed of rounds) {
			const random = dice(seed);
			const [view, size] = [random.view(), random.size()];
			const place = random.place();
			const pixel = toScreen(view, size, place);
			const found = arrowsTo([{ ...mark(0, 0), ...place }], view, size, edges);
			const seen = isSeen(pixel, { width: 40 * view.zoom, height: 24 * view.zoom }, size);
			expect(found).toHaveLength(seen ? 0 : 1);
			const [arrow] = found;
			if (!arrow) continue;
			expect(arrow.at.x).toBeGreaterThanOrEqual(edges.left - 1e-6);
			expect(arrow.at.x).toBeLessThanOrEqual(size.width - edges.right + 1e-6);
			expect(arrow.at.y).toBeGreaterThanOrEqual(edges.top - 1e-6);
			expect(arrow.at.y).toBeLessThanOrEqual(size.height - edges.bottom + 1e-6);
			const line = Math.atan2(pixel.y - size.height / 2, pixel.x - size.width / 2);
			expect((arrow.angle * Math.PI) / 180).toBeCloseTo(line);
		}
	});

	it('gather what lies in one direction, and name the newest', () => {
		const marks = [mark(5000, 0, 'ada'), mark(-5000, 0, 'carla'), mark(5000, 10, 'ben')];
		const arrows = arrowsTo(marks, middle, phone, edges);
		expect(arrows.map(({ count, name }) => [name, count])).toEqual([
			['ben', 2],
			['carla', 1]
		]);
		expect(arrows[0]?.towards).toEqual({ x: 5000, y: 10 });
	});

	it('count whoever said several things once', () => {
		const marks = [mark(5000, 0, 'ben'), mark(5000, 5, 'ada'), mark(5000, 10, 'ben')];
		const [arrow] = arrowsTo(marks, middle, phone, edges);
		expect([arrow?.name, arrow?.count, arrow?.speakers.size]).toEqual(['ben', 3, 2]);
	});

	it('are few, whatever happens outside', () => {
		const around = Array.from({ length: 500 }, (_, index) =>
			mark(9000 * Math.cos(index), 9000 * Math.sin(index))
		);
		expect(
			arrowsTo(around, middle, { width: 1600, height: 900 }, edges).length
		).toBeLessThanOrEqual(8);
	});

	it('have a place even where there is none', () => {
		expect(onEdge({ x: 0, y: 0 }, { width: 0, height: 0 }, edges).at).toEqual({ x: 0, y: 0 });
	});
});
