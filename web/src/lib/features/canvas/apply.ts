import type { Point } from './plane/view';
import type { ChatTold, Somebody, Told, UpdateTold } from './wire';

export interface Word {
	/** The same from the first letter to the last glimpse. */
	key: string;
	userId: string;
	username: string;
	text: string;
	place: Point;
	/** When it was said here, by this device's own clock. */
	at: number;
}

export type Draft = Word;

export interface Pointer {
	from: Point;
	to: Point;
	at: number;
}

/** All there is on one canvas at the moment. */
export interface World {
	/** Whether the list of people is complete. */
	synced: boolean;
	people: ReadonlyMap<string, Somebody>;
	words: readonly Word[];
	/** Words that still grow, by their key. */
	drafts: ReadonlyMap<string, Draft>;
	pointers: ReadonlyMap<string, Pointer>;
	/** When growing words came to their end: what is told late of them counts no more. */
	ended: ReadonlyMap<string, number>;
}

/** A word can be read for so long, then it fades. */
export const shownFor = 5_000;
export const fadesFor = 900;
/** Who stopped in the middle of a word has gone away from it. */
const draftFor = 20_000;
const remembersEndFor = 10_000;
/** Pointers are told five times a second; between two of them they glide. */
export const pointerGlidesFor = 220;
const mostWords = 2_000;

export const nobody: World = {
	synced: false,
	people: new Map(),
	words: [],
	drafts: new Map(),
	pointers: new Map(),
	ended: new Map()
};

export function keyOf(userId: string, draftId: string): string {
	return `${userId} ${draftId}`;
}

/** What was told, to `me`, who hears of their own words only from their other windows. */
export function apply(world: World, told: Told, me: string, now: number): World {
	switch (told.type) {
		case 'user_sync':
			return synced(world, told.data.users);
		case 'user_joined':
			return { ...world, people: withOne(world.people, told.data.user.id, told.data.user) };
		case 'user_left':
			return left(world, told.data.user_id);
		case 'chat':
			return heard(world, wordOf(told.data, now), me);
		case 'chat_updates':
			return told.data.chat_updates
				.filter(({ user_id }) => user_id !== me)
				.reduce((before, update) => grown(before, update, now), world);
		case 'moves':
			return moved(
				world,
				told.data.moves.filter(({ user_id }) => user_id !== me),
				now
			);
	}
}

/** A word comes to stand, in the place of the one that grew. */
export function said(world: World, word: Word): World {
	if (world.words.some(({ key }) => key === word.key)) return world;
	const words = [...world.words, word].slice(-mostWords);
	const ended = withOne(world.ended, word.key, word.at);
	return { ...world, words, ended, drafts: without(world.drafts, word.key) };
}

/** The house has taken the word: it may have tidied it up. */
export function taken(world: World, key: string, text: string): World {
	const words = world.words.map((word) => (word.key === key ? { ...word, text } : word));
	return { ...world, words };
}

export function takenBack(world: World, key: string): World {
	return { ...world, words: world.words.filter((word) => word.key !== key) };
}

/** What has had its time goes. The same world where nothing has. */
export function tidied(world: World, now: number, wordsFor: number): World {
	const words = world.words.filter(({ at }) => now - at < wordsFor);
	const drafts = younger(world.drafts, now - draftFor, ({ at }) => at);
	const ended = younger(world.ended, now - remembersEndFor, (at) => at);
	const same =
		words.length === world.words.length &&
		drafts.size === world.drafts.size &&
		ended.size === world.ended.size;
	return same ? world : { ...world, words, drafts, ended };
}

/** When there is next something to tidy up; nothing where all is quiet. */
export function nextEnd(world: World, wordsFor: number): number | null {
	const ends = [
		...world.words.map(({ at }) => at + wordsFor),
		...[...world.drafts.values()].map(({ at }) => at + draftFor)
	];
	return ends.length === 0 ? null : Math.min(...ends);
}

function heard(world: World, word: Word, me: string): World {
	const after = said(world, word);
	if (word.userId === me) return after;
	return { ...after, pointers: pointed(world, word.userId, word.place, word.at) };
}

function synced(world: World, users: readonly Somebody[]): World {
	const people = new Map(users.map((user) => [user.id, user]));
	const here = (userId: string) => people.has(userId);
	return {
		...world,
		synced: true,
		people,
		pointers: new Map([...world.pointers].filter(([userId]) => here(userId))),
		drafts: new Map([...world.drafts].filter(([, { userId }]) => here(userId)))
	};
}

function left(world: World, gone: string): World {
	return {
		...world,
		people: without(world.people, gone),
		pointers: without(world.pointers, gone),
		drafts: new Map([...world.drafts].filter(([, { userId }]) => userId !== gone))
	};
}

function grown(world: World, update: UpdateTold, now: number): World {
	const key = keyOf(update.user_id, update.draft_id);
	if (world.ended.has(key)) return world;
	if (update.payload === '') {
		const ended = withOne(world.ended, key, now);
		return { ...world, ended, drafts: without(world.drafts, key) };
	}
	const draft = {
		key,
		userId: update.user_id,
		username: update.username,
		text: update.payload,
		place: update.position,
		at: now
	};
	const pointers = pointed(world, update.user_id, update.position, now);
	return { ...world, pointers, drafts: withOne(world.drafts, key, draft) };
}

function moved(
	world: World,
	moves: readonly { user_id: string; position: Point }[],
	now: number
): World {
	if (moves.length === 0) return world;
	const pointers = new Map(world.pointers);
	for (const { user_id, position } of moves) {
		pointers.set(user_id, towards(world.pointers.get(user_id), position, now));
	}
	return { ...world, pointers };
}

/** Where somebody writes is where they are; one who has left is nowhere. */
function pointed(world: World, userId: string, place: Point, now: number): World['pointers'] {
	if (!world.people.has(userId)) return world.pointers;
	return withOne(world.pointers, userId, towards(world.pointers.get(userId), place, now));
}

function towards(before: Pointer | undefined, to: Point, now: number): Pointer {
	return { from: before ? placeOf(before, now) : to, to, at: now };
}

export function placeOf({ at, from, to }: Pointer, now: number): Point {
	const part = Math.min(1, Math.max(0, (now - at) / pointerGlidesFor));
	return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
}

function wordOf(chat: ChatTold, now: number): Word {
	return {
		key: keyOf(chat.user_id, chat.draft_id ?? chat.id),
		userId: chat.user_id,
		username: chat.username,
		text: chat.payload,
		place: chat.position,
		at: now
	};
}

function withOne<Value>(map: ReadonlyMap<string, Value>, key: string, value: Value) {
	return new Map(map).set(key, value);
}

function without<Value>(map: ReadonlyMap<string, Value>, key: string): ReadonlyMap<string, Value> {
	if (!map.has(key)) return map;
	const rest = new Map(map);
	rest.delete(key);
	return rest;
}

function younger<Value>(
	map: ReadonlyMap<string, Value>,
	than: number,
	at: (value: Value) => number
): ReadonlyMap<string, Value> {
	const rest = [...map].filter(([, value]) => at(value) > than);
	return rest.length === map.size ? map : new Map(rest);
}
