import { hueOf } from '$lib/ui';
import { fadesFor, placeOf, pointerGlidesFor, shownFor, type Word, type World } from '../apply';
import { freeBelow } from '../plane/beside';
import { arrowsTo, type Arrow, type Edges, type Mark } from '../plane/edges';
import { lineHeight } from '../plane/lettering';
import { toScreen, type Point, type Size } from '../plane/view';
import type { CanvasStore } from '../store.svelte';
import type { Camera } from './camera.svelte';
import { Painter, type Picture } from './painter';

/** How a picture looks beside what is in it. */
export type Look = Pick<Picture, 'dark' | 'nameOf' | 'ratio'>;

const reach = 14;
/** A line to begin with, on the plane; above it stands its author's name, in pixels. */
const newLine = { width: 160, height: lineHeight };
const nameRoom = 20;

/**
 * Draws as often as something moves and not at all while nothing does: the next frame is asked
 * for by a change, or by the clock when words begin to fade.
 */
export class Drawing {
	arrows = $state.raw<readonly Arrow[]>([]);
	hovered = $state<string | null>(null);
	/** What stands at the sides of the plane keeps the arrows off. */
	edges: Edges = { left: 30, top: 92, right: 30, bottom: 92 };

	#store: CanvasStore;
	#camera: Camera;
	#now: () => number;
	#painter: Painter | null = null;
	#look: Look | null = null;
	#frame = 0;
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(store: CanvasStore, camera: Camera, now: () => number) {
		this.#store = store;
		this.#camera = camera;
		this.#now = now;
	}

	begin(painter: Painter, look: Look): void {
		this.#painter = painter;
		this.#look = look;
		this.ask();
	}

	end(): void {
		cancelAnimationFrame(this.#frame);
		clearTimeout(this.#timer);
		this.#frame = 0;
		this.#painter = null;
	}

	/** Something has changed: draw with the next frame. */
	ask(): void {
		if (this.#frame === 0 && this.#painter) {
			this.#frame = requestAnimationFrame(() => this.#draw());
		}
	}

	/** Shows the name of whoever's pointer lies under a pixel. */
	hover(pixel: Point | null): void {
		const before = this.hovered;
		this.hovered = pixel && this.#pointerAt(pixel);
		if (this.hovered !== before) this.ask();
	}

	/** The place itself, or one below what is being said there. */
	freeFrom(place: Point): Point {
		const painter = this.#painter;
		if (!painter) return place;
		const { drafts, words } = this.#store.world;
		const boxes = [...words, ...drafts.values()].map((word) => boxOf(painter, word));
		return freeBelow(place, newLine, boxes, nameRoom / this.#camera.view.zoom);
	}

	#draw(): void {
		this.#frame = 0;
		const [painter, look] = [this.#painter, this.#look];
		if (!painter || !look) return;
		const now = this.#now();
		const camera = this.#camera;
		camera.tick(now);
		const { still, world } = this.#store;
		const { size, view } = camera;
		painter.draw({ ...look, world, view, size, now, still, hovered: this.hovered });
		this.#point(painter, world, look);
		if (camera.gliding || (!still && isMoving(world, now))) this.ask();
		else this.#wakeForNextFade(world, now);
	}

	#point(painter: Painter, world: World, { nameOf }: Look): void {
		const { size, view } = this.#camera;
		const me = this.#store.me;
		const marks: Mark[] = world.words
			.filter(({ userId }) => userId !== me)
			.map((word) => {
				const { userId, username } = word;
				const name = nameOf(userId, username);
				return { ...boxOf(painter, word), name, by: userId, hue: hueOf(userId) };
			});
		const arrows = arrowsTo(marks, view, size, this.edges);
		if (!sameArrows(arrows, this.arrows)) this.arrows = arrows;
	}

	#wakeForNextFade(world: World, now: number): void {
		clearTimeout(this.#timer);
		const next = Math.min(...world.words.map(({ at }) => at + shownFor).filter((at) => at > now));
		if (Number.isFinite(next)) this.#timer = setTimeout(() => this.ask(), next - now);
	}

	#pointerAt(pixel: Point): string | null {
		const { size, view } = this.#camera;
		const now = this.#now();
		for (const [userId, pointer] of this.#store.world.pointers) {
			const { x, y } = toScreen(view, size, placeOf(pointer, now));
			if (Math.hypot(x - pixel.x, y - pixel.y) <= reach) return userId;
		}
		return null;
	}
}

function boxOf(painter: Painter, word: Word): Point & Size {
	const { height, width } = painter.letteringOf(word);
	return { x: word.place.x, y: word.place.y - lineHeight / 2, width, height };
}

/** As far as anybody could see; what stays as it is costs the page nothing. */
function sameArrows(some: readonly Arrow[], others: readonly Arrow[]): boolean {
	return (
		some.length === others.length &&
		some.every(({ at, count, name, speakers, towards }, index) => {
			const other = others[index];
			return (
				other?.count === count &&
				other.speakers.size === speakers.size &&
				other.name === name &&
				Math.abs(other.at.x - at.x) + Math.abs(other.at.y - at.y) < 0.5 &&
				other.towards.x === towards.x &&
				other.towards.y === towards.y
			);
		})
	);
}

function isMoving(world: World, now: number): boolean {
	return (
		world.words.some(({ at }) => now - at >= shownFor && now - at < shownFor + fadesFor) ||
		[...world.pointers.values()].some(({ at }) => now - at < pointerGlidesFor)
	);
}
