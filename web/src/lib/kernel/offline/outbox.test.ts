import { describe, expect, it, vi } from 'vitest';
import { inMemory, type Cupboard } from './cupboard';
import { comment, lost, post, reaction, server, tab } from './fakeTabs';
import { mostLetters, orphaned } from './letters';
import type { Reply } from './sending';

const refused: Reply = {
	kind: 'refused',
	refusal: { code: 'VALIDATION', message: 'Too long.', status: 422 }
};

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
