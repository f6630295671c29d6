import { hueOf } from '$lib/ui';
import { fadesFor, placeOf, shownFor, type Word, type World } from '../apply';
import { growingOpacity, inkOf } from '../colour';
import { overlap, type Box } from '../plane/beside';
import { gridOf } from '../plane/grid';
import { lettered, letterSize, lineHeight, sizeAt, type Lettering } from '../plane/lettering';
import { isSeen, toScreen, type Point, type Size, type View } from '../plane/view';
import { Settled } from './settled';

export interface Picture {
	world: World;
	view: View;
	size: Size;
	now: number;
	/** Pixels of the screen for each of the page's. */
	ratio: number;
	dark: boolean;
	/** Nothing fades or glides. */
	still: boolean;
	/** Whose name is shown, because the pointer is on theirs. */
	hovered: string | null;
	nameOf: (userId: string, username: string) => string;
}

/** A word in sight, with its place on the screen. */
interface Seen extends Point {
	word: Word;
	lettering: Lettering;
	/** The name above it; none where it would be too small to read. */
	name: string;
	/** The paper below both. */
	slip: Box;
	opacity: number;
	grows: boolean;
}

const dotRadius = 1;
const pointerRadius = 5;
const nameSize = 12;
/** Where letters would be too small to read, a line shows that something is said. */
const leastLetters = 5;
const leastNames = 9;
/** Of the width of a letter to its height; names are not worth measuring. */
const nameLetter = 0.55;
/** Whoever speaks last can be read also where words lie on each other. */
const slipOpacity = 0.8;
const slipEdge = 4;

/**
 * Draws the plane. All of it is one picture: five hundred words and two hundred pointers as
 * elements of the page cost more than a frame while one zooms, as letters here two milliseconds.
 */
export class Painter {
	#pen: CanvasRenderingContext2D;
	/** Where what stays as it is was drawn once. */
	#layer: CanvasRenderingContext2D | null = null;
	#settled = new Settled();
	#family: string;
	#paper: { sheet: string; dots: string };
	#letterings = new WeakMap<Word, Lettering>();
	#inks = new Map<string, string>();

	constructor(
		pen: CanvasRenderingContext2D,
		family: string,
		paper: { sheet: string; dots: string }
	) {
		this.#pen = pen;
		this.#family = family;
		this.#paper = paper;
	}

	/** How much of the plane a word covers. */
	letteringOf(word: Word): Lettering {
		const known = this.#letterings.get(word);
		if (known) return known;
		this.#pen.font = this.#font(letterSize);
		const made = lettered(word.text, (text) => this.#pen.measureText(text).width);
		this.#letterings.set(word, made);
		return made;
	}

	draw(picture: Picture): void {
		const pen = this.#pen;
		this.#set(pen, picture);
		const layer = this.#layerFor(picture);
		if (layer) {
			pen.globalAlpha = 1;
			pen.drawImage(layer.canvas, 0, 0, picture.size.width, picture.size.height);
		} else this.#layPaper(pen, picture);
		const seen = this.#seenIn(picture, (word) => !layer || !this.#settled.words.has(word));
		this.#letters(pen, picture, seen);
		this.#names(pen, picture, seen);
		this.#pointers(picture);
	}

	#set(pen: CanvasRenderingContext2D, { ratio }: Picture): void {
		pen.setTransform(ratio, 0, 0, ratio, 0, 0);
		pen.textBaseline = 'middle';
	}

	/** The paper and the words that stay, where that is less work than to draw them again. */
	#layerFor(picture: Picture): CanvasRenderingContext2D | null {
		const use = this.#settled.use(picture);
		if (use === 'not') return null;
		if (use === 'as it is') return this.#layer;
		const { height, width } = this.#pen.canvas;
		this.#layer ??= document.createElement('canvas').getContext('2d', { alpha: false });
		const layer = this.#layer;
		if (!layer) return null;
		if (layer.canvas.width !== width || layer.canvas.height !== height) {
			layer.canvas.width = width;
			layer.canvas.height = height;
		}
		this.#set(layer, picture);
		this.#layPaper(layer, picture);
		const seen = this.#seenIn(picture, (word) => this.#settled.words.has(word));
		this.#letters(layer, picture, seen);
		this.#names(layer, picture, seen);
		return layer;
	}

	#layPaper(pen: CanvasRenderingContext2D, { size, view }: Picture): void {
		const { first, gap, strength } = gridOf(view, size);
		pen.globalAlpha = 1;
		pen.fillStyle = this.#paper.sheet;
		pen.fillRect(0, 0, size.width, size.height);
		pen.fillStyle = this.#paper.dots;
		const half = gap / 2;
		this.#dots(pen, size, first, gap);
		pen.globalAlpha = strength;
		this.#dots(pen, size, { x: first.x - half, y: first.y }, gap);
		this.#dots(pen, size, { x: first.x - gap, y: first.y - half }, half, gap);
	}

	#dots(
		pen: CanvasRenderingContext2D,
		{ height, width }: Size,
		first: Point,
		across: number,
		down = across
	): void {
		for (let y = first.y; y < height; y += down) {
			for (let x = first.x; x < width; x += across) {
				pen.fillRect(x - dotRadius, y - dotRadius, 2 * dotRadius, 2 * dotRadius);
			}
		}
	}

	/** Of the words that are wanted; what still grows is never among what stays. */
	#seenIn(picture: Picture, wanted: (word: Word) => boolean): Seen[] {
		const { size, view, world } = picture;
		const line = lineHeight * view.zoom;
		const named = letterSize * view.zoom >= leastNames;
		const head = line / 2 + (named ? nameSize * 1.2 : 0);
		const seen: Seen[] = [];
		const look = (word: Word, opacity: number, grows: boolean) => {
			if (opacity <= 0 || !wanted(word)) return;
			const lettering = this.letteringOf(word);
			const { x, y } = toScreen(view, size, word.place);
			const width = lettering.width * view.zoom;
			const height = lettering.height * view.zoom;
			const whole = { width: width + line, height: height + line };
			if (!isSeen({ x, y: y - line * 1.5 }, whole, size)) return;
			const name = named ? picture.nameOf(word.userId, word.username) : '';
			const widest = Math.max(width, name.length * nameSize * nameLetter);
			const slip = {
				x: x - slipEdge,
				y: y - head,
				width: widest + 2 * slipEdge,
				height: head - line / 2 + height
			};
			seen.push({ word, lettering, name, slip, x, y, opacity, grows });
		};
		for (const word of world.words) look(word, opacityOf(word, picture), false);
		for (const draft of world.drafts.values()) look(draft, growingOpacity, true);
		return seen;
	}

	#letters(
		pen: CanvasRenderingContext2D,
		{ dark, view: { zoom } }: Picture,
		seen: readonly Seen[]
	): void {
		const line = lineHeight * zoom;
		const letters = sizeAt(zoom);
		pen.font = this.#font(letters);
		for (const { grows, lettering, opacity, slip, word, x, y } of seen) {
			const { direction, lines, width } = lettering;
			if (letters >= leastLetters) {
				pen.globalAlpha = opacity * slipOpacity;
				pen.fillStyle = this.#paper.sheet;
				pen.fillRect(slip.x, slip.y, slip.width, slip.height);
			}
			pen.globalAlpha = opacity;
			pen.fillStyle = this.#ink(word.userId, dark);
			turn(pen, direction);
			const begin = direction === 'rtl' ? x + width * zoom : x;
			for (let index = 0; index < lines.length; index++) {
				if (letters < leastLetters) pen.fillRect(x, y + index * line - 1, width * zoom, 2);
				else pen.fillText(lines[index] ?? '', begin, y + index * line);
			}
			if (!grows) continue;
			const last = pen.measureText(lines.at(-1) ?? '').width + 2;
			const end = direction === 'rtl' ? begin - last : begin + last;
			pen.fillRect(end, y + (lines.length - 1.4) * line, 1.5, line * 0.8);
		}
		turn(pen, 'ltr');
	}

	/** After all letters, because changing the type costs more than what is written with it. */
	#names(
		pen: CanvasRenderingContext2D,
		{ dark, view: { zoom } }: Picture,
		seen: readonly Seen[]
	): void {
		pen.font = this.#font(nameSize, 600);
		const above = (lineHeight * zoom) / 2 + nameSize * 0.6;
		seen.forEach(({ name, opacity, slip, word, x, y }, index) => {
			if (name === '' || isCovered(slip, seen, index + 1)) return;
			pen.globalAlpha = opacity;
			pen.fillStyle = this.#ink(word.userId, dark);
			pen.fillText(name, x, y - above);
		});
	}

	#pointers(picture: Picture): void {
		const { dark, hovered, now, size, still, view, world } = picture;
		const pen = this.#pen;
		const standing = standingOf(world);
		for (const [userId, pointer] of world.pointers) {
			const place = still ? pointer.to : placeOf(pointer, now);
			const { x, y } = toScreen(view, size, place);
			const corner = { x: x - pointerRadius, y: y - pointerRadius };
			if (!isSeen(corner, { width: 2 * pointerRadius, height: 2 * pointerRadius }, size)) continue;
			const word = standing.get(userId);
			// At the place where they write, their words stand in for them.
			if (word && near(toScreen(view, size, word.place), { x, y })) continue;
			pen.globalAlpha = 0.9;
			pen.fillStyle = this.#ink(userId, dark);
			pen.beginPath();
			pen.arc(x, y, pointerRadius, 0, 2 * Math.PI);
			pen.fill();
			const speaks = word && now - word.at < speaksFor;
			const person = world.people.get(userId);
			if (!person || (hovered !== userId && !speaks)) continue;
			pen.fillText(picture.nameOf(userId, person.username), x + 2 * pointerRadius, y);
		}
	}

	#ink(userId: string, dark: boolean): string {
		const key = `${dark} ${userId}`;
		const known = this.#inks.get(key);
		if (known) return known;
		const ink = inkOf(hueOf(userId), dark);
		this.#inks.set(key, ink);
		return ink;
	}

	#font(size: number, weight = 500): string {
		return `${weight} ${size}px ${this.#family}`;
	}
}

/** Makes the pen write from the left or, beginning at the other end of a line, from the right. */
function turn(pen: CanvasRenderingContext2D, direction: Lettering['direction']): void {
	if (pen.direction === direction) return;
	pen.direction = direction;
	pen.textAlign = direction === 'rtl' ? 'right' : 'left';
}

/** Whether the name at the head of a slip lies below one of those that come after it. */
function isCovered(slip: Box, seen: readonly Seen[], after: number): boolean {
	const head = { ...slip, height: nameSize };
	for (let index = after; index < seen.length; index++) {
		const above = seen[index];
		if (above && overlap(head, above.slip)) return true;
	}
	return false;
}

const speaksFor = 3_000;

/** The last words of each that can still be seen. */
function standingOf(world: World): ReadonlyMap<string, Word> {
	return new Map([...world.words, ...world.drafts.values()].map((word) => [word.userId, word]));
}

function near(one: Point, other: Point): boolean {
	return Math.hypot(one.x - other.x, one.y - other.y) < 2 * pointerRadius + 2;
}

function opacityOf({ at }: Word, { now, still }: Picture): number {
	const age = now - at;
	if (age <= shownFor) return 1;
	if (still) return 0;
	const part = Math.min(1, (age - shownFor) / fadesFor);
	return (1 - part) ** 2;
}
