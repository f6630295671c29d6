import { describe, expect, it, vi } from 'vitest';
import { ApiError } from '$lib/api';
import { outgoingOf } from '$lib/features/posts';
import { fakeOutbox, lineCut, refusal } from '$lib/kernel/offline/fakeOutbox';
import { recall, type Letter } from '$lib/kernel';
import { Responding } from './actions';
import { en } from './messages';
import type { ResponsesRemote } from './remote';
import { comment } from './samples';
import { Thread } from './store.svelte';
import type { NewComment } from './wire';

const author = { id: 'me', username: 'me', display_name: null };
const draft: NewComment = {
	post_id: 'p',
	parent_comment_id: null,
	content: 'Mine',
	client_id: 'client'
};

async function house(
	answer: Parameters<typeof fakeOutbox>[0] = () => ({}),
	answers: Partial<ResponsesRemote> = {}
) {
	const outbox = await fakeOutbox(answer);
	const thread = new Thread('me', 'p', outgoingOf(outbox));
	outbox.hear((news) => thread.told(news));
	thread.read(thread.ask(), [comment('c1')], { cursor: null, has_more: false }, true);
	const notify = vi.fn();
	const responding = new Responding({
		remote: answers as ResponsesRemote,
		outbox,
		words: () => en,
		notify,
		explain: (error) => (error instanceof Error ? error.message : '')
	});
	return { notify, outbox, responding, thread };
}

const refuse = async () => {
	throw ApiError.offline();
};
const cut = async () => {
	throw lineCut;
};

describe('a reaction', () => {
	it('counts at once, and once', async () => {
		const { responding, thread } = await house();
		const reacting = responding.react(thread, 'comments', 'c1', '🔥');
		expect(thread.shown('c1')?.reactions).toEqual({ '🔥': 1 });
		await reacting;
		expect(thread.shown('c1')).toMatchObject({
			reactions: { '🔥': 1 },
			mine: { reactions: ['🔥'] }
		});
	});

	it('is taken back by the same press', async () => {
		const answer = vi.fn();
		const { responding, thread } = await house(answer);
		await responding.react(thread, 'comments', 'c1', '🔥');
		await responding.react(thread, 'comments', 'c1', '🔥');
		expect(thread.shown('c1')).toMatchObject({ reactions: {}, mine: { reactions: [] } });
		expect(answer.mock.calls.map(([letter]) => (letter as Letter).method)).toEqual([
			'POST',
			'DELETE'
		]);
	});

	it('stays while there is no line', async () => {
		const { notify, responding, thread } = await house(cut);
		expect(await responding.react(thread, 'comments', 'c1', '🔥')).toBe(true);
		expect(thread.shown('c1')?.reactions).toEqual({ '🔥': 1 });
		expect(notify).not.toHaveBeenCalled();
	});

	it('is gone again, with the reason, when it is refused', async () => {
		const { notify, responding, thread } = await house(refuse);
		await responding.react(thread, 'comments', 'c1', '🔥');
		expect(thread.shown('c1')?.reactions).toEqual({});
		expect(notify).toHaveBeenCalledWith({ tone: 'danger', text: en.undone(refusal.message) });
	});
});

describe('a comment of mine', () => {
	it('stands there once, whether the answer or the event comes first', async () => {
		const real = comment('c9', { user_id: 'me', client_id: 'client' });
		const { responding, thread } = await house(() => ({ comment: real }));
		const sending = responding.comment(draft, author);
		expect(thread.nodes.map(({ state }) => state)).toEqual(['here', 'sending']);
		thread.apply({ type: 'new_comment', offset: 1, data: { post_id: 'p', comment: real } });
		await sending;
		expect(thread.nodes.map(({ key, state }) => [key, state])).toEqual([
			['c1', 'here'],
			['client', 'here']
		]);
	});

	it('leads where its words lead, also once they are changed', async () => {
		const song = { url: 'https://song.example/1' };
		const answer = vi.fn(() => ({ comment: comment('c9', { client_id: 'client' }) }));
		const change = vi.fn(async () => comment('c1'));
		const { responding, thread } = await house(answer, { change });
		const sending = responding.comment({ ...draft, content: `Hear ${song.url}` }, author);
		expect(thread.nodes[1]?.comment.links).toMatchObject([song]);
		await sending;
		expect(answer.mock.calls).toMatchObject([[{ body: { links: [song] } }]]);
		await responding.change(thread, 'c1', song.url);
		expect(change).toHaveBeenCalledWith('c1', { content: song.url, links: [song] });
		await responding.change(thread, 'c1', 'Said otherwise');
		expect(change).toHaveBeenCalledWith('c1', { content: 'Said otherwise', links: undefined });
	});

	it('that waits leads where its words lead by then', async () => {
		const { responding, thread } = await house(cut);
		await responding.comment(draft, author);
		await responding.amend(draft.client_id, 'Hear https://song.example/1');
		expect(thread.nodes[1]?.comment.links).toMatchObject([{ url: 'https://song.example/1' }]);
	});

	it('is still with its writer where no more can wait', async () => {
		const { notify, outbox, responding, thread } = await house(cut);
		vi.spyOn(outbox, 'post').mockResolvedValue({ kind: 'refused', refusal });
		const reply = { ...draft, parent_comment_id: 'c1', content: 'Kept', client_id: 'last' };
		expect(await responding.comment(reply, author)).toBe(false);
		expect(thread.nodes.flatMap(({ children }) => children)).toEqual([]);
		expect(recall('draft:me:c1')).toBe('Kept');
		expect(notify).toHaveBeenLastCalledWith({ text: en.no_room });
	});

	it('stays with the reason when it is refused', async () => {
		const { responding, thread } = await house(refuse);
		await responding.comment(draft, author);
		expect(thread.nodes[1]).toMatchObject({
			state: 'failed',
			failure: refusal
		});
	});

	it('waits under the post while there is no line, and a reaction to it waits along', async () => {
		const { responding, thread } = await house(cut);
		await responding.comment(draft, author);
		await responding.react(thread, 'comments', draft.client_id, '🔥');
		expect(thread.nodes[1]).toMatchObject({
			state: 'waiting',
			comment: { content: 'Mine', reactions: { '🔥': 1 } }
		});
		await vi.waitFor(async () => expect(await responding.takeBack(draft.client_id)).toBe(true));
		expect(thread.nodes.map(({ key }) => key)).toEqual(['c1']);
	});

	it('that is deleted can be brought back', async () => {
		const mine = comment('c1', { user_id: 'me' });
		const { notify, responding, thread } = await house(undefined, {
			remove: vi.fn(),
			restore: async () => mine
		});
		await responding.remove(thread, mine);
		expect(thread.isGone('c1')).toBe(true);
		(notify.mock.calls[0]?.[0] as { action: { run: () => void } }).action.run();
		await vi.waitFor(() => expect(thread.nodes[0]?.state).toBe('here'));
	});
});
