import { revealed, type Point } from '../plane/view';
import type { Camera } from './camera.svelte';

/** What one writes keeps off the sides, the header and what stands at the bottom. */
const margins = { left: 20, top: 84, right: 220, bottom: 72 };

/** The part of the plane that nothing covers: no list beside it, and no keyboard of a phone. */
export class Clearing {
	/** So many pixels are covered from the right. */
	beside = $state(0);

	#below = $state(0);
	#camera: Camera;

	constructor(camera: Camera) {
		this.#camera = camera;
	}

	get width(): number {
		return this.#camera.size.width - this.beside;
	}

	get height(): number {
		return this.#camera.size.height - this.#below - margins.top - margins.bottom;
	}

	/** The view moves just so far that a place is seen, and what reaches down from it. */
	show(place: Point, reach: number, plane: Element): void {
		const screen = window.visualViewport;
		const end = screen ? screen.offsetTop + screen.height : Infinity;
		this.#below = Math.max(0, plane.getBoundingClientRect().bottom - end);
		const { size, view } = this.#camera;
		const right = this.beside + Math.min(margins.right, this.width / 2);
		const bottom = this.#below + margins.bottom + Math.min(reach, this.height);
		this.#camera.set(revealed(view, size, place, { ...margins, right, bottom }));
	}
}
