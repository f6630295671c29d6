import { describe, expect, it, vi } from 'vitest';
import { Carrier, type News } from './carrier';
import { inMemory, type Cupboard } from './cupboard';
import { claim, release } from './keeping';
import { mostLetters, orphaned, type Draft } from './letters';
import { Outbox } from './outbox.svelte';
import type { Reply, Send } from './sending';

const post = (id: string, content = `Post ${id}`): Draft => ({
	id,
	kind: 'post',
	method: 'POST',
	path: '/posts',
	body: { content, client_id: id },
	makes: { noun: 'post', at: '/posts' },
	href: `/posts/${id}`,
	shown: { id, content },
	same: null
});
const comment = (id: string, on: string): Draft => ({
	...post(id),
	kind: 'comment',
	path: '/comments',
	body: { post_id: on, content: `Comment ${id}` },
	makes: { noun: 'comment', at: '/comments' },
	shown: { id, post_id: on }
});
const reaction = (id: string, on: string, set = true): Draft => ({
	...post(id),
	kind: 'intent',
	method: set ? 'POST' : 'DELETE',
	path: `/posts/${on}/reactions`,
	body: set ? { emoji: '🔥' } : null,
	makes: null,
	shown: { on, set },
	same: `reaction ${on} 🔥`
});

const lost: Reply = { kind: 'lost' };
const refused: Reply = {
	kind: 'refused',
	refusal: { code: 'VALIDATION', message: 'Too long.', status: 422 }
};

/** A server that answers as it is told to, and remembers what it took, in order. */
function server() {
	const taken: { id: string; path: string; body: unknown }[] = [];
	const next: (Reply | 'answer_lost')[] = [];
	const line = { cut: false };
	const send = vi.fn<Send>(async (letter) => {
		if (line.cut) return lost;
		const planned = next.shift();
		if (planned && planned !== 'answer_lost') return planned;
		const before = taken.find(({ id }) => id === letter.id);
		if (!before) taken.push({ id: letter.id, path: letter.path, body: letter.body });
		if (planned === 'answer_lost') return { kind: 'lost' };
		const noun = letter.makes?.noun;
		return { kind: 'sent', answer: noun ? { [noun]: { id: `real-${letter.id.slice(1)}` } } : {} };
	});
	return { taken, next, line, send };
}

function tab(cupboard: Cupboard, send: Send, member = 'kaya') {
	const timers: (() => void)[] = [];
	const news: News[] = [];
	const carrier = new Carrier({
		cupboard,
		send,
		alone: (work) => lockOf(cupboard)(work),
		tell: (who, word) => {
			news.push(word);
			for (const other of tabsOf(cupboard)) other.told(who, word);
		},
		now: () => 1_000,
		random: () => 0.5,
		later: (ms, run) => {
			timers.push(run);
			return () => timers.splice(timers.indexOf(run), 1);
		}
	});
	const outbox: Outbox = new Outbox({ carrier: async () => carrier });
	tabsOf(cupboard).push(outbox);
	const opened = claim(cupboard, member).then(() => outbox.open(member));
	return { outbox, carrier, timers, news, opened };
}

const tabs = new WeakMap<Cupboard, Outbox[]>();
function tabsOf(cupboard: Cupboard): Outbox[] {
	const known = tabs.get(cupboard) ?? [];
	tabs.set(cupboard, known);
	return known;
}

const locks = new WeakMap<Cupboard, Promise<unknown>>();
function lockOf(cupboard: Cupboard) {
	return (work: () => Promise<void>): Promise<void> => {
		const mine = (locks.get(cupboard) ?? Promise.resolve()).then(work);
		locks.set(
			cupboard,
			mine.catch(() => {})
		);
		return mine;
	};
}

describe('what is written while there is no line', () => {
	it('waits, survives the page, and goes out once, in order, under the real ids', async () => {
		const cupboard = inMemory();
		const { line, send, taken } = server();
		line.cut = true;
		const first = tab(cupboard, send);
		await first.opened;
		expect(await first.outbox.post(post('#p'))).toEqual({ kind: 'held' });
		await first.outbox.post(comment('#c', '#p'));
		await first.outbox.post(reaction('#r', '#c'));
		expect(first.outbox.letters.map(({ id }) => id)).toEqual(['#p', '#c', '#r']);
		expect(first.outbox.holdup).toBe('line');
		expect(taken).toEqual([]);

		line.cut = false;
		const second = tab(cupboard, send);
		await second.opened;
		expect(taken.map(({ id }) => id)).toEqual(['#p', '#c', '#r']);
		expect(taken[1]?.body).toMatchObject({ post_id: 'real-p' });
		expect(taken[2]?.path).toBe('/posts/real-c/reactions');
		expect(second.outbox.letters).toEqual([]);
		expect(second.outbox.realIdOf('#p')).toBe('real-p');
	});

	it('makes one thing when only the answer was lost', async () => {
		const { next, send, taken } = server();
		next.push('answer_lost');
		const { opened, outbox, timers } = tab(inMemory(), send);
		await opened;
		expect(await outbox.post(post('#p'))).toEqual({ kind: 'held' });
		await vi.waitFor(() => expect(timers).toHaveLength(1));
		timers[0]?.();
		await vi.waitFor(() => expect(outbox.letters).toEqual([]));
		expect(taken).toHaveLength(1);
		expect(send).toHaveBeenCalledTimes(2);
	});

	it('speaks of the real post even if it was written after that had arrived', async () => {
		const { send, taken } = server();
		const { opened, outbox } = tab(inMemory(), send);
		await opened;
		await outbox.post(post('#p'));
		await outbox.post(comment('#c', '#p'));
		expect(taken[1]?.body).toMatchObject({ post_id: 'real-p' });
	});

	it('says nothing where a reaction was set and taken back before anybody heard', async () => {
		const { line, send, taken } = server();
		line.cut = true;
		const { opened, outbox, carrier } = tab(inMemory(), send);
		await opened;
		await outbox.post(post('#p'));
		await outbox.post(reaction('#on', '#other'));
		expect(await outbox.post(reaction('#off', '#other', false))).toMatchObject({ kind: 'sent' });
		line.cut = false;
		await carrier.deliver('kaya');
		expect(taken.map(({ id }) => id)).toEqual(['#p']);
	});

	it('can be changed or called back before it goes', async () => {
		const { line, send, taken } = server();
		line.cut = true;
		const { opened, outbox, carrier } = tab(inMemory(), send);
		await opened;
		await outbox.post(post('#p'));
		await outbox.post(post('#q'));
		const body = { content: 'Better', client_id: '#p' };
		expect(await outbox.amend('#p', { body, shown: {} })).toBe(true);
		expect(await outbox.withdraw('#q')).toBe(true);
		line.cut = false;
		await carrier.deliver('kaya');
		expect(taken).toEqual([{ id: '#p', path: '/posts', body }]);
	});

	it('is said to wait only once it lies on the device', async () => {
		const cupboard = inMemory();
		let slow: Promise<void> | null = null;
		const device: Cupboard = {
			transact: async (work) => {
				await slow;
				return cupboard.transact(work);
			}
		};
		const { line, send } = server();
		line.cut = true;
		const { outbox, opened } = tab(device, send);
		await opened;
		await outbox.post(post('#p'));
		expect(outbox.waits('#p')).toBe(true);

		let awake = () => {};
		slow = new Promise((resolve) => (awake = resolve));
		const posted = outbox.post(post('#q'));
		expect(outbox.letters.map(({ id }) => id)).toEqual(['#p', '#q']);
		expect(outbox.waits('#q')).toBe(false);
		awake();
		await posted;
		expect(outbox.waits('#q')).toBe(true);
	});

	it('takes no more than it can hold', async () => {
		const { outbox, opened } = tab(inMemory(), async () => lost);
		await opened;
		for (let n = 0; n < mostLetters; n += 1) await outbox.post(post(`p${n}`));
		expect(await outbox.post(post('#more'))).toMatchObject({ kind: 'refused' });
		expect(outbox.letters).toHaveLength(mostLetters);
	});
});

describe('what the server refuses', () => {
	it('stays with the reason, out of the way of the rest, and can be sent again', async () => {
		const { line, next, send, taken } = server();
		line.cut = true;
		const { opened, outbox, carrier } = tab(inMemory(), send);
		await opened;
		await outbox.post(post('#p'));
		await outbox.post(comment('#c', '#p'));
		await outbox.post(post('#q'));
		line.cut = false;
		next.push(refused);
		await carrier.deliver('kaya');
		expect(taken.map(({ id }) => id)).toEqual(['#q']);
		expect(outbox.letters.map(({ id, refusal }) => [id, refusal?.code])).toEqual([
			['#p', 'VALIDATION'],
			['#c', orphaned]
		]);
		await outbox.retry('#p');
		await vi.waitFor(() => expect(taken.map(({ id }) => id)).toEqual(['#q', '#p', '#c']));
		expect(taken[2]?.body).toMatchObject({ post_id: 'real-p' });
	});

	it('leaves nothing of a reaction', async () => {
		const { next, send } = server();
		next.push(refused);
		const { opened, outbox } = tab(inMemory(), send);
		await opened;
		expect(await outbox.post(reaction('#r', '#x'))).toMatchObject({ kind: 'refused' });
		expect(outbox.letters).toEqual([]);
	});
});

describe('whose letters they are', () => {
	it('they wait for their writer, and go to nobody else', async () => {
		const cupboard = inMemory();
		const { next, send, taken } = server();
		next.push({ kind: 'stranger' });
		const kayas = tab(cupboard, send);
		await kayas.opened;
		await kayas.outbox.post(post('#p'));
		expect(kayas.outbox.holdup).toBe('sign_in');
		expect(kayas.timers).toEqual([]);
		await release(cupboard, { writings: false });
		const again = tab(cupboard, send);
		await again.opened;
		expect(taken.map(({ id }) => id)).toEqual(['#p']);
	});

	it('they are gone when somebody else signs in, or their writer signs out', async () => {
		for (const next of ['other', 'out'] as const) {
			const kept = new Map<string, unknown>();
			const cupboard = inMemory(kept);
			const kayas = tab(cupboard, async () => lost);
			await kayas.opened;
			await kayas.outbox.post(post('#p', 'Private words'));
			if (next === 'other') await claim(cupboard, 'liam');
			else await release(cupboard, { writings: true });
			expect(JSON.stringify([...kept])).not.toContain('Private words');
		}
	});

	it('an answer that comes after they left leaves nothing behind', async () => {
		const kept = new Map<string, unknown>();
		const cupboard = inMemory(kept);
		let answer: (reply: Reply) => void = () => {};
		const send = vi.fn(() => new Promise<Reply>((resolve) => (answer = resolve)));
		const kayas = tab(cupboard, send);
		await kayas.opened;
		void kayas.outbox.post(post('#p'));
		await vi.waitFor(() => expect(send).toHaveBeenCalled());
		await release(cupboard, { writings: true });
		answer({ kind: 'sent', answer: { post: { id: 'real' } } });
		await vi.waitFor(() => expect(kayas.news.at(-1)?.kind).toBe('sent'));
		expect([...kept]).toEqual([]);
	});
});

describe('a crowd', () => {
	it('is waited for as long as the server says', async () => {
		const { next, send } = server();
		next.push({ kind: 'crowded', seconds: 7 });
		const later = vi.fn(() => () => {});
		const cupboard = inMemory();
		await claim(cupboard, 'kaya');
		const carrier = new Carrier({
			cupboard,
			send,
			alone: (work) => work(),
			tell: () => {},
			now: () => 0,
			random: () => 0,
			later
		});
		await carrier.change('kaya', (box) => ({
			...box,
			letters: [{ ...post('#p'), written: 0, tries: 0, tried: null, flight: null, refusal: null }]
		}));
		await carrier.deliver('kaya');
		expect(later).toHaveBeenCalledWith(7_000, expect.any(Function));
	});
});
