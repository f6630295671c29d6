import { describe, expect, it } from 'vitest';
import { nobody, shownFor, type Word } from '../apply';
import type { Picture } from './painter';
import { holdsFor, Settled } from './settled';

const nameOf = (userId: string) => userId;

function word(key: string, at: number): Word {
	return { key, userId: 'ben', username: 'ben', text: key, place: { x: 0, y: 0 }, at };
}

const crowd = Array.from({ length: 100 }, (_, index) => word(`${index}`, index * 40));

function picture(now: number, words: readonly Word[] = crowd, x = 0): Picture {
	return {
		world: { ...nobody, words },
		view: { x, y: 0, zoom: 1 },
		size: { width: 100, height: 100 },
		now,
		ratio: 1,
		dark: false,
		still: false,
		hovered: null,
		nameOf
	};
}

/** At rest before a crowd, with a layer that was just drawn. */
function resting(now: number): Settled {
	const settled = new Settled();
	expect(settled.use(picture(now - 16))).toBe('not');
	expect(settled.use(picture(now))).toBe('anew');
	return settled;
}

describe('words that stay', () => {
	it('are drawn once while one rests, and again after a moment', () => {
		const settled = resting(4_000);
		expect(settled.use(picture(4_016))).toBe('as it is');
		expect(settled.use(picture(4_000 + holdsFor - 1))).toBe('as it is');
		expect(settled.use(picture(4_000 + holdsFor))).toBe('anew');
	});

	it('are not those that fade before the layer is drawn again', () => {
		const now = shownFor + 1_000;
		const { words } = resting(now);
		expect(words.size).toBeGreaterThan(0);
		for (const { at } of words) expect(now + holdsFor - at).toBeLessThanOrEqual(shownFor);
	});

	it('are drawn with all the rest while one moves', () => {
		const settled = resting(4_000);
		expect(settled.use(picture(4_016, crowd, 5))).toBe('not');
		expect(settled.use(picture(4_032, crowd, 10))).toBe('not');
		expect(settled.use(picture(4_048, crowd, 10))).toBe('anew');
	});

	it('go at once when one of them is taken back, and others may come meanwhile', () => {
		const settled = resting(4_000);
		expect(settled.use(picture(4_016, [...crowd, word('new', 4_010)]))).toBe('as it is');
		expect(settled.use(picture(4_032, crowd.slice(0, -1)))).toBe('anew');
	});

	it('are not worth a layer when they are few', () => {
		const settled = new Settled();
		const some = crowd.slice(0, 10);
		settled.use(picture(4_000, some));
		expect(settled.use(picture(4_016, some))).toBe('not');
	});
});
