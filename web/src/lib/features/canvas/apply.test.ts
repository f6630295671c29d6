import { describe, expect, it } from 'vitest';
import {
	apply,
	fadesFor,
	keyOf,
	nextEnd,
	nobody,
	placeOf,
	pointerGlidesFor,
	said,
	shownFor,
	taken,
	takenBack,
	tidied,
	type World
} from './apply';
import { chat, growing, somebody } from './samples';
import type { Told } from './wire';

const me = 'ada';
const wordsFor = shownFor + fadesFor;
const sync = (...ids: string[]): Told => ({
	type: 'user_sync',
	data: { users: ids.map(somebody) }
});
const joined = (id: string): Told => ({ type: 'user_joined', data: { user: somebody(id) } });
const left = (id: string): Told => ({ type: 'user_left', data: { user_id: id } });
const moves = (...places: [string, number][]): Told => ({
	type: 'moves',
	data: { moves: places.map(([id, x]) => ({ user_id: id, position: { x, y: 0 } })) }
});
const after = (...told: Told[]): World =>
	told.reduce((world, one, index) => apply(world, one, me, index), nobody);
const names = (world: World) => [...world.people.keys()];
const texts = (world: World) => world.words.map(({ text }) => text);
const drafts = (world: World) => [...world.drafts.values()].map(({ text }) => text);

describe('who is here', () => {
	it('is complete at once for a newcomer, and whoever comes and goes changes it', () => {
		const world = after(sync('ada', 'ben'), joined('carla'), left('ben'));
		expect(world.synced).toBe(true);
		expect(names(world)).toEqual(['ada', 'carla']);
	});

	it('does not mind being told twice', () => {
		expect(names(after(sync('ada'), joined('ben'), joined('ben')))).toEqual(['ada', 'ben']);
		expect(names(after(sync('ada', 'ben'), left('ben'), left('ben')))).toEqual(['ada']);
	});

	it('is told anew after an interruption, and who went meanwhile leaves nothing', () => {
		const world = after(
			sync('ada', 'ben', 'carla'),
			moves(['ben', 4], ['carla', 5]),
			growing('ben', 'd', 'Hel'),
			sync('ada', 'carla')
		);
		expect(names(world)).toEqual(['ada', 'carla']);
		expect([...world.pointers.keys()]).toEqual(['carla']);
		expect(drafts(world)).toEqual([]);
	});

	it('takes pointer and unfinished words along, and lets finished ones fade', () => {
		const world = after(
			sync('ada', 'ben'),
			moves(['ben', 4]),
			chat('ben', 'Hello'),
			growing('ben', 'd', 'And'),
			left('ben')
		);
		expect(world.pointers.size).toBe(0);
		expect(drafts(world)).toEqual([]);
		expect(texts(world)).toEqual(['Hello']);
	});
});

describe('words', () => {
	it('stand where they were said, and the speaker is there', () => {
		const world = after(sync('ada', 'ben'), chat('ben', 'Hello', { position: { x: 12.5, y: -3 } }));
		expect(world.words[0]?.place).toEqual({ x: 12.5, y: -3 });
		expect(world.pointers.get('ben')?.to).toEqual({ x: 12.5, y: -3 });
	});

	it('are one, from the first letter to the end', () => {
		const growingOnes = after(
			sync('ada', 'ben'),
			growing('ben', 'd', 'H'),
			growing('ben', 'd', 'Hel')
		);
		expect(drafts(growingOnes)).toEqual(['Hel']);
		const world = apply(growingOnes, chat('ben', 'Hello', { draft_id: 'd' }), me, 9);
		expect([drafts(world), texts(world)]).toEqual([[], ['Hello']]);
		expect(world.words[0]?.key).toBe(keyOf('ben', 'd'));
	});

	it('do not grow any more once they are said or given up, however late that is told', () => {
		const finished = after(sync('ada', 'ben'), chat('ben', 'Hello', { draft_id: 'd' }));
		expect(drafts(apply(finished, growing('ben', 'd', 'Hell'), me, 5))).toEqual([]);
		const givenUp = after(sync('ada', 'ben'), growing('ben', 'd', 'H'), growing('ben', 'd', ''));
		expect(drafts(givenUp)).toEqual([]);
		expect(drafts(apply(givenUp, growing('ben', 'd', 'He'), me, 5))).toEqual([]);
	});

	it('are shown once, though they are told twice', () => {
		expect(texts(after(chat('ben', 'Hello'), chat('ben', 'Hello')))).toEqual(['Hello']);
	});

	it('of oneself are heard from another window, but not while they grow', () => {
		const world = after(sync(me), growing(me, 'd', 'Hel'), chat(me, 'Over there'), moves([me, 3]));
		expect(texts(world)).toEqual(['Over there']);
		expect(drafts(world)).toEqual([]);
		expect(world.pointers.size).toBe(0);
	});

	it('of oneself stand at once, as the house has tidied them up, or are taken back', () => {
		const key = keyOf(me, 'd');
		const word = { key, userId: me, username: me, text: ' Hi ', place: { x: 0, y: 0 }, at: 1 };
		const world = said(nobody, word);
		expect(texts(taken(world, key, 'Hi'))).toEqual(['Hi']);
		expect(texts(takenBack(world, key))).toEqual([]);
	});

	it('can be read for five seconds, fade, and are gone', () => {
		const world = apply(nobody, chat('ben', 'Hello'), me, 1_000);
		expect(nextEnd(world, wordsFor)).toBe(1_000 + wordsFor);
		expect(tidied(world, 1_000 + wordsFor - 1, wordsFor)).toBe(world);
		expect(texts(tidied(world, 1_000 + wordsFor, wordsFor))).toEqual([]);
		expect(texts(tidied(world, 1_000 + shownFor, shownFor))).toEqual([]);
	});

	it('that nobody goes on with go as well', () => {
		const world = after(sync('ada', 'ben'), growing('ben', 'd', 'Hel'));
		expect(drafts(tidied(world, 30_000, wordsFor))).toEqual([]);
		expect(nextEnd(nobody, wordsFor)).toBeNull();
	});

	it('are never more than can be kept', () => {
		let world = nobody;
		for (let number = 0; number < 2_100; number++) {
			world = apply(world, chat('ben', String(number)), me, 0);
		}
		expect(world.words).toHaveLength(2_000);
		expect(texts(world).at(-1)).toBe('2099');
	});
});

describe('pointers', () => {
	it('glide from where they are seen to where they were told to be', () => {
		let world = after(sync('ada', 'ben'));
		world = apply(world, moves(['ben', 0]), me, 0);
		world = apply(world, moves(['ben', 100]), me, 1_000);
		world = apply(world, moves(['ben', 50]), me, 1_000 + pointerGlidesFor / 2);
		const pointer = world.pointers.get('ben');
		expect(pointer?.from.x).toBeCloseTo(50);
		expect(pointer && placeOf(pointer, 5_000).x).toBe(50);
	});
});
