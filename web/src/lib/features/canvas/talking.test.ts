import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SocketError } from '$lib/kernel';
import { newDraftId, Talking, type Line } from './actions';
import { nothing, noticed, sentenceOf } from './announcing';
import { en } from './messages';
import { Pace } from './pace';
import { Writing } from './screen/writing.svelte';
import { chat, somebody } from './samples';
import { CanvasStore } from './store.svelte';
import { Returning } from './returning';
import { bytesOf } from './wire';

const place = { x: 1, y: 2 };
const me = { id: 'ada', username: 'ada' };
const topic = 'canvas:default';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function talking(request: Line['request']) {
	const returning = new Returning();
	const back: Line['back'] = (within) => returning.within(within);
	const line = { request: vi.fn(request), say: vi.fn<Line['say']>(), back };
	const store = new CanvasStore(me.id);
	return { line, returning, store, talking: new Talking({ topic, me, line, store, now: () => 7 }) };
}

const texts = (store: CanvasStore) => store.world.words.map(({ text }) => text);

describe('saying something', () => {
	it('shows it at once, and then as the house has taken it', async () => {
		let answer: (data: Record<string, unknown>) => void = () => {};
		const { line, store, talking: talks } = talking(() => new Promise((give) => (answer = give)));
		const done = talks.say('d', 'Hello  there', place);
		expect(texts(store)).toEqual(['Hello  there']);
		answer({ payload: 'Hello there' });
		await done;
		expect(texts(store)).toEqual(['Hello there']);
		expect(line.request).toHaveBeenCalledWith('chat', {
			topic,
			payload: 'Hello  there',
			position: place,
			draft_id: 'd'
		});
	});

	it('says it again once a short gap is over, and alarms nobody', async () => {
		const offline = new SocketError('OFFLINE', 'The connection was lost.');
		let open = false;
		const {
			line,
			returning,
			store,
			talking: talks
		} = talking(() => (open ? Promise.resolve({ payload: 'Hello' }) : Promise.reject(offline)));
		const done = talks.say('d', 'Hello', place);
		await vi.advanceTimersByTimeAsync(2_000);
		expect([texts(store), store.refused]).toEqual([['Hello'], null]);
		open = true;
		returning.back();
		await done;
		expect([texts(store), store.refused]).toEqual([['Hello'], null]);
		expect(line.request.mock.calls.map(([, said]) => said)).toEqual([
			expect.objectContaining({ draft_id: 'd' }),
			expect.objectContaining({ draft_id: 'd' })
		]);
	});

	it('keeps the words of who does not come back soon', async () => {
		const offline = new SocketError('OFFLINE', 'The connection was lost.');
		const { line, store, talking: talks } = talking(() => Promise.reject(offline));
		const done = talks.say('d', 'Hello', place);
		await vi.advanceTimersByTimeAsync(5_000);
		await done;
		expect(texts(store)).toEqual([]);
		expect(store.refused).toMatchObject({ code: 'OFFLINE', word: { text: 'Hello' } });
		expect(line.request).toHaveBeenCalledOnce();
	});

	it('takes it back where it is refused, says why, and keeps the words', async () => {
		const {
			line,
			store,
			talking: talks
		} = talking(() =>
			Promise.reject(new SocketError('RATE_LIMITED', 'Take a breath.', { retry_after: 12 }))
		);
		await talks.say('d', 'Hello', place);
		expect(texts(store)).toEqual([]);
		expect(store.refused).toMatchObject({ code: 'RATE_LIMITED', wait: 12 });
		expect(store.refused?.word).toMatchObject({ text: 'Hello', place });
		// What others saw growing goes from them as well.
		expect(line.say).toHaveBeenLastCalledWith(
			'chat_update',
			expect.objectContaining({ draft_id: 'd', payload: '' })
		);
	});

	it('lets nothing of it grow afterwards', () => {
		const { line, talking: talks } = talking(() => new Promise(() => {}));
		talks.grow('d', 'H', place);
		talks.grow('d', 'Hel', place);
		void talks.say('d', 'Hello', place);
		vi.advanceTimersByTime(2_000);
		expect(line.say).toHaveBeenCalledOnce();
	});

	it('keeps all that was refused, whatever is said and written meanwhile', async () => {
		const unwelcome = new SocketError('UNWELCOME_WORDS', 'Please find other words.');
		const refuses = ['One', 'Two'];
		const { store, talking: talks } = talking((_, chat) =>
			refuses.includes((chat as { payload: string }).payload)
				? Promise.reject(unwelcome)
				: Promise.resolve({})
		);
		const kept = () => store.refusals.map(({ code, word }) => [code, word.text]);
		for (const text of ['One', 'Two', 'Three']) await talks.say(text, text, place);
		expect(kept()).toEqual([
			['UNWELCOME_WORDS', 'One'],
			['UNWELCOME_WORDS', 'Two']
		]);
		expect(texts(store)).toEqual(['Three']);

		const writing = new Writing(talks, topic, () => Infinity);
		writing.begin(place, 'Four, which is');
		store.drop();
		writing.setAside();
		expect(store.refused).toMatchObject({ code: 'SET_ASIDE', word: { text: 'Four, which is' } });
		expect(writing.place).toBeNull();
		writing.begin(place);
		writing.setAside();
		expect(kept()).toHaveLength(2);
	});

	it('says where the pointer is, five times a second at most', () => {
		const { line, talking: talks } = talking(() => Promise.resolve({}));
		for (let x = 0; x < 100; x++) {
			talks.move({ x, y: 0 });
			vi.advanceTimersByTime(10);
		}
		expect(line.say.mock.calls.length).toBeLessThanOrEqual(5);
		vi.advanceTimersByTime(1_000);
		expect(line.say).toHaveBeenLastCalledWith('move', { topic, position: { x: 99, y: 0 } });
	});
});

describe('what changes quickly', () => {
	it('is told at once, then in its newest state, and rests where nothing changes', () => {
		const say = vi.fn();
		const pace = new Pace(200, say);
		pace.push(1);
		pace.push(2);
		pace.push(3);
		expect(say.mock.calls).toEqual([[1]]);
		vi.advanceTimersByTime(1_000);
		expect(say.mock.calls).toEqual([[1], [3]]);
		expect(vi.getTimerCount()).toBe(0);
		pace.push(4);
		expect(say).toHaveBeenLastCalledWith(4);
	});
});

describe('what fits', () => {
	it('is counted with all that travels along, as it is written', () => {
		const empty = bytesOf(topic, 'd', '', place);
		expect(bytesOf(topic, 'd', 'ö', place) - empty).toBe(2);
		expect(bytesOf(topic, 'd', '"', place) - empty).toBe(2);
		const whole = { topic, payload: 'ö', position: place, draft_id: 'd' };
		expect(bytesOf(topic, 'd', 'ö', place)).toBe(JSON.stringify(whole).length + 1);
	});

	it('has a name of its own each time, short enough for the house', () => {
		const ids = new Set(Array.from({ length: 200 }, newDraftId));
		expect(ids.size).toBe(200);
		expect(Math.max(...[...ids].map((id) => id.length))).toBeLessThanOrEqual(40);
	});
});

describe('announcing', () => {
	const nameOf = (id: string) => id;

	it('reads out what a few said, and of a crowd how much it was', () => {
		let happened = noticed(nothing, chat('ben', 'Hello'), nameOf);
		happened = noticed(happened, chat('carla', 'Hi'), nameOf);
		expect(sentenceOf(happened, en)).toBe('ben: Hello. carla: Hi.');
		for (const text of ['a', 'b', 'c']) happened = noticed(happened, chat('ben', text), nameOf);
		expect(sentenceOf(happened, en)).toBe('5 words from 2 people.');
	});

	it('tells who came and went in the end, and nothing of nobody', () => {
		let happened = nothing;
		for (const id of ['ben', 'carla']) {
			happened = noticed(happened, { type: 'user_joined', data: { user: somebody(id) } }, nameOf);
		}
		happened = noticed(happened, { type: 'user_left', data: { user_id: 'ben' } }, nameOf);
		expect(sentenceOf(happened, en)).toBe('carla came. ben left.');
		expect(sentenceOf(noticed(nothing, chat('ben', 'x'.repeat(900)), nameOf), en)).toHaveLength(
			166
		);
		expect(sentenceOf(nothing, en)).toBe('');
		const asked = noticed(
			noticed(nothing, chat('ben', 'Tea?'), nameOf),
			chat('ada', '„No!“'),
			nameOf
		);
		expect(sentenceOf(asked, en), 'what has an end gets no other').toBe('ben: Tea? ada: „No!“');
	});
});
