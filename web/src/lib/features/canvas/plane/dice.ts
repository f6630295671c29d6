import { zooms, type Point, type Size, type View } from './view';

/** For tests: the same numbers in every run, spread over all orders of size. */
export function dice(seed: number) {
	let state = seed;
	const next = () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
	const pick = (from: number, to: number) => from + next() * (to - from);
	const far = () => (next() < 0.5 ? -1 : 1) * 10 ** pick(-2, 6.9);
	return {
		pick,
		size: (): Size => ({ width: pick(280, 3000), height: pick(200, 2000) }),
		place: (): Point => ({ x: far(), y: far() }),
		view: (): View => ({
			x: far(),
			y: far(),
			zoom: zooms.least * (zooms.most / zooms.least) ** pick(0, 1)
		}),
		pixel: ({ width, height }: Size): Point => ({ x: pick(0, width), y: pick(0, height) })
	};
}

export const rounds = Array.from({ length: 400 }, (_, number) => number + 1);
