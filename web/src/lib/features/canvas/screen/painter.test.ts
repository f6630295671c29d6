import { describe, expect, it } from 'vitest';
import { nobody, type Word } from '../apply';
import { Painter, type Picture } from './painter';

const paper = { sheet: 'sheet', dots: 'dots' };

interface Written {
	text: string;
	x: number;
	align: string;
	direction: string;
}

/** What is drawn, in its order: letters by themselves, and the boxes of paper below them. */
function drawn(words: readonly Word[], zoom = 1, written: Written[] = []) {
	const done: (string | { x: number; y: number; width: number; height: number })[] = [];
	const pen = {
		canvas: { width: 1, height: 1 },
		fillStyle: '',
		textAlign: 'left',
		direction: 'ltr',
		setTransform: () => {},
		measureText: (text: string) => ({ width: text.length * 10 }),
		fillText: (text: string, x: number) => {
			done.push(text);
			written.push({ text, x, align: pen.textAlign, direction: pen.direction });
		},
		fillRect: (x: number, y: number, width: number, height: number) => {
			if (pen.fillStyle === paper.sheet) done.push({ x, y, width, height });
		}
	};
	const picture: Picture = {
		world: { ...nobody, words },
		view: { x: 0, y: 0, zoom },
		size: { width: 800, height: 600 },
		now: 100,
		ratio: 1,
		dark: false,
		still: false,
		hovered: null,
		nameOf: (userId) => `by ${userId}`
	};
	new Painter(pen as unknown as CanvasRenderingContext2D, 'sans', paper).draw(picture);
	return done;
}

const word = (userId: string, text: string, x: number, y: number): Word => ({
	key: text,
	userId,
	username: userId,
	text,
	place: { x, y },
	at: 0
});

describe('words that lie on each other', () => {
	it('are each on paper of their own, the last above the others', () => {
		const [sheet, below, first, above, last] = drawn([
			word('ada', 'The kettle', 0, 0),
			word('ben', 'Which one?', 10, 10)
		]);
		expect(sheet).toEqual({ x: 0, y: 0, width: 800, height: 600 });
		expect([first, last]).toEqual(['The kettle', 'Which one?']);
		for (const [box, x, y] of [
			[below, 400, 300],
			[above, 410, 310]
		] as const) {
			if (typeof box !== 'object') throw new Error('there is no paper');
			expect(box.x).toBeLessThan(x);
			expect(box.x + box.width).toBeGreaterThan(x + 100);
			expect(box.y).toBeLessThan(y - 12);
			expect(box.y + box.height).toBeGreaterThanOrEqual(y + 12);
		}
	});

	it('keep their names where nothing lies on them', () => {
		const names = (done: ReturnType<typeof drawn>) =>
			done.filter((one) => typeof one === 'string' && one.startsWith('by '));
		const [ada, ben] = [word('ada', 'The kettle', 0, 0), word('ben', 'Which one?', 10, -20)];
		expect(names(drawn([ada, ben]))).toEqual(['by ben']);
		expect(names(drawn([ada, { ...ben, place: { x: 10, y: 60 } }]))).toEqual(['by ada', 'by ben']);
		expect(names(drawn([ada], 0.3)), 'too far away to be read').toEqual([]);
	});
});

describe('words that run from the right', () => {
	it('end where their block begins, and leave those beside them as they are', () => {
		const written: Written[] = [];
		drawn([word('ada', 'שלום', 0, 0), word('ben', 'Which one?', 0, 200)], 1, written);
		expect(written).toEqual([
			{ text: 'שלום', x: 440, align: 'right', direction: 'rtl' },
			{ text: 'Which one?', x: 400, align: 'left', direction: 'ltr' },
			{ text: 'by ada', x: 400, align: 'left', direction: 'ltr' },
			{ text: 'by ben', x: 400, align: 'left', direction: 'ltr' }
		]);
	});
});
