import { describe, expect, it, vi } from 'vitest';
import { Gestures, Wheels, type Moved, type Wheel } from './gestures';
import { intentOf } from './keys';

const at = (x: number, y = 0) => ({ x, y });

function hands() {
	const moved = {
		pan: vi.fn<Moved['pan']>(),
		pinch: vi.fn<Moved['pinch']>(),
		zoomAbout: vi.fn<Moved['zoomAbout']>()
	};
	const tap = vi.fn();
	return { moved, tap, gestures: new Gestures(moved, tap), wheels: new Wheels(moved) };
}

const wheel = (deltaY: number, more: Partial<Wheel> = {}): Wheel => ({
	deltaX: 0,
	deltaY,
	deltaMode: 0,
	ctrlKey: false,
	metaKey: false,
	shiftKey: false,
	timeStamp: 0,
	...more
});

describe('hands on the plane', () => {
	it('write where they tap, even if they tremble', () => {
		const { gestures, moved, tap } = hands();
		gestures.press(1, at(10, 20));
		gestures.move(1, at(12, 21));
		gestures.release(1);
		expect(tap).toHaveBeenCalledWith(at(10, 20));
		expect(moved.pan).not.toHaveBeenCalled();
	});

	it('give a finger more room to tremble in than a mouse', () => {
		for (const [finger, taps] of [
			[true, 1],
			[false, 0]
		] as const) {
			const { gestures, tap } = hands();
			gestures.press(1, at(10, 20), finger);
			gestures.move(1, at(17, 26));
			gestures.release(1);
			expect(tap).toHaveBeenCalledTimes(taps);
		}
	});

	it('move the paper by as much as they move, without writing', () => {
		const { gestures, moved, tap } = hands();
		gestures.press(1, at(10));
		gestures.move(1, at(30));
		gestures.move(1, at(31));
		gestures.release(1);
		expect(moved.pan.mock.calls).toEqual([
			[20, 0],
			[1, 0]
		]);
		expect(tap).not.toHaveBeenCalled();
	});

	it('pinch with two fingers, and go on panning with the one that stays', () => {
		const { gestures, moved, tap } = hands();
		gestures.press(1, at(0));
		gestures.press(2, at(100));
		gestures.move(2, at(200));
		expect(moved.pinch).toHaveBeenCalledWith([at(0), at(100)], [at(0), at(200)]);
		gestures.release(2);
		gestures.move(1, at(9));
		expect(moved.pan).toHaveBeenCalledWith(9, 0);
		gestures.release(1);
		expect(tap).not.toHaveBeenCalled();
	});

	it('do nothing with a third finger, nor when the system takes them away', () => {
		const { gestures, moved, tap } = hands();
		gestures.press(1, at(0));
		gestures.press(2, at(50));
		gestures.press(3, at(99));
		gestures.move(3, at(150));
		gestures.release(3);
		expect(moved.pinch).not.toHaveBeenCalled();
		gestures.cancel(1);
		gestures.cancel(2);
		expect(gestures.dragging).toBe(false);
		expect(tap).not.toHaveBeenCalled();
	});
});

describe('the wheel', () => {
	it('zooms by notches about the pointer', () => {
		const { moved, wheels } = hands();
		wheels.turn(wheel(-120), at(5, 6));
		const [pixel, factor] = moved.zoomAbout.mock.calls[0] ?? [];
		expect(pixel).toEqual(at(5, 6));
		expect(factor).toBeGreaterThan(1);
	});

	it('of a trackpad pans, and stays with it in a fast turn', () => {
		const { moved, wheels } = hands();
		wheels.turn(wheel(4.5, { deltaX: 2 }), at(0));
		wheels.turn(wheel(180, { timeStamp: 16 }), at(0));
		expect(moved.pan.mock.calls).toEqual([
			[-2, -4.5],
			[-0, -180]
		]);
		expect(moved.zoomAbout).not.toHaveBeenCalled();
	});

	it('pinched on a trackpad zooms, and goes sideways with shift', () => {
		const { moved, wheels } = hands();
		wheels.turn(wheel(10, { ctrlKey: true }), at(0));
		expect(moved.zoomAbout.mock.calls[0]?.[1]).toBeCloseTo(Math.exp(-0.1));
		wheels.turn(wheel(120, { shiftKey: true, timeStamp: 900 }), at(0));
		expect(moved.pan).toHaveBeenCalledWith(-120, 0);
	});
});

describe('keys', () => {
	it('pan, zoom, go back to the middle and write', () => {
		expect(intentOf('ArrowLeft', false)).toEqual({ kind: 'pan', dx: 72, dy: 0 });
		expect(intentOf('ArrowDown', true)).toEqual({ kind: 'pan', dx: 0, dy: -288 });
		expect(intentOf('=', false)).toEqual(intentOf('+', true));
		expect(intentOf('-', false)).toMatchObject({ kind: 'zoom' });
		expect(intentOf('0', false)).toEqual({ kind: 'middle' });
		expect(intentOf('Enter', false)).toEqual({ kind: 'write' });
		expect(intentOf('L', true)).toEqual(intentOf('l', false));
		expect(intentOf('q', false)).toBeNull();
	});
});
