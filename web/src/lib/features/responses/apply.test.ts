import { describe, expect, it } from 'vitest';
import { comment } from './samples';
import { Thread } from './store.svelte';
import type { Node } from './thread/tree';
import type { CommentEvent } from './wire';

const lastPage = { cursor: null, has_more: false };

function thread(...comments: ReturnType<typeof comment>[]): Thread {
	const made = new Thread('me', 'p');
	made.read(made.ask(), comments, lastPage, true);
	return made;
}

const outline = (nodes: Node[]): unknown[] =>
	nodes.map(({ children, comment: { id }, state }) => [
		state === 'here' ? id : `${id} ${state}`,
		...outline(children)
	]);

const added = (offset: number, id: string, parent: string | null = null): CommentEvent => ({
	type: 'new_comment',
	offset,
	data: { post_id: 'p', comment: comment(id, { parent_comment_id: parent }) }
});
const deleted = (offset: number, comment_id: string): CommentEvent => ({
	type: 'comment_deleted',
	offset,
	data: { post_id: 'p', comment_id }
});

describe('each event', () => {
	it('new_comment stands where it belongs', () => {
		const told = thread(comment('c1'));
		told.apply(added(1, 'c2', 'c1'));
		told.apply(added(2, 'c3'));
		expect(outline(told.nodes)).toEqual([['c1', ['c2']], ['c3']]);
	});

	it('new_comment counts in what it answers', () => {
		const told = thread(comment('c1', { reply_count: 3 }));
		told.apply({
			type: 'new_comment',
			offset: 1,
			data: {
				post_id: 'p',
				comment: comment('c2', { parent_comment_id: 'c1' }),
				reply_counts: [{ comment_id: 'c1', reply_count: 4 }]
			}
		});
		expect(told.nodes[0]?.missing).toBe(3);
	});

	it('comment_updated changes what it says', () => {
		const told = thread(comment('c1'));
		told.apply({
			type: 'comment_updated',
			offset: 1,
			data: { post_id: 'p', comment: comment('c1', { content: 'Better' }) }
		});
		expect(told.nodes[0]?.comment.content).toBe('Better');
	});

	it('comment_deleted leaves a husk where something hangs on it, and else nothing', () => {
		const told = thread(comment('c1'), comment('c2', { parent_comment_id: 'c1' }), comment('c3'));
		told.apply(deleted(1, 'c1'));
		told.apply(deleted(2, 'c3'));
		expect(outline(told.nodes)).toEqual([['c1 husk', ['c2']]]);
	});

	it('comment_deleted misses no reply for a husk that holds others', () => {
		const told = thread(
			comment('c1', { reply_count: 1 }),
			comment('c2', { parent_comment_id: 'c1', reply_count: 1 }),
			comment('c3', { parent_comment_id: 'c2' })
		);
		told.apply(deleted(1, 'c2'));
		expect(told.nodes[0]?.missing).toBe(0);
	});

	it('comment_deleted takes a husk along that held nothing else, and counts it nowhere', () => {
		const told = thread(
			comment('c1', { reply_count: 1 }),
			comment('c2', {
				parent_comment_id: 'c1',
				reply_count: 1,
				deleted_at: '2026-11-01T09:00:00Z'
			}),
			comment('c3', { parent_comment_id: 'c2' })
		);
		told.apply({
			type: 'comment_deleted',
			offset: 1,
			data: {
				post_id: 'p',
				comment_id: 'c3',
				reply_counts: [
					{ comment_id: 'c2', reply_count: 0 },
					{ comment_id: 'c1', reply_count: 0 }
				]
			}
		});
		expect(outline(told.nodes)).toEqual([['c1']]);
		expect(told.nodes[0]?.missing).toBe(0);
	});

	it('comment_deleted keeps the place of my own, for the way back', () => {
		const told = thread(comment('c1', { user_id: 'me' }));
		told.apply(deleted(1, 'c1'));
		expect(outline(told.nodes)).toEqual([['c1 husk']]);
	});

	it('comment_restored brings it back', () => {
		const told = thread(comment('c1'));
		told.apply(deleted(1, 'c1'));
		told.apply({
			type: 'comment_restored',
			offset: 2,
			data: { post_id: 'p', comment: comment('c1') }
		});
		expect(outline(told.nodes)).toEqual([['c1']]);
	});

	it('reaction_added and reaction_removed count on the comment they name', () => {
		const told = thread(comment('c1'));
		const data = { post_id: 'p', comment_id: 'c1', user_id: 'me', emoji: '🔥', count: 2 };
		told.apply({ type: 'reaction_added', offset: 1, data });
		expect(told.shown('c1')).toMatchObject({
			reactions: { '🔥': 2 },
			mine: { reactions: ['🔥'] }
		});
		told.apply({ type: 'reaction_removed', offset: 2, data: { ...data, count: 1 } });
		expect(told.shown('c1')).toMatchObject({ reactions: { '🔥': 1 }, mine: { reactions: [] } });
	});
});

it('comes to the same in every order, each event told twice', () => {
	const events = [
		added(1, 'c2', 'c1'),
		added(2, 'c3', 'c2'),
		deleted(3, 'c2'),
		{
			type: 'reaction_added',
			offset: 4,
			data: { post_id: 'p', comment_id: 'c3', user_id: 'ben', emoji: '👍', count: 1 }
		} satisfies CommentEvent
	];
	const orders = [events, events.toReversed(), [2, 0, 3, 1].flatMap((i) => events[i] ?? [])];
	const results = orders.map((order) => {
		const told = thread(comment('c1'));
		for (const event of [...order, ...order]) told.apply(event);
		return [outline(told.nodes), told.shown('c3')?.reactions];
	});
	expect(results[0]).toEqual([[['c1', ['c2 husk', ['c3']]]], { '👍': 1 }]);
	expect(results[1]).toEqual(results[0]);
	expect(results[2]).toEqual(results[0]);
});

describe('a thread', () => {
	it('shows a reply whose parent is not known by itself', () => {
		expect(outline(thread(comment('c2', { parent_comment_id: 'c1' })).nodes)).toEqual([['c2']]);
	});

	it('keeps the server’s order by activity, and puts what is new on top', () => {
		const told = new Thread('me', 'p');
		told.sort = 'activity';
		told.read(told.ask(), [comment('c3'), comment('c1'), comment('c2')], lastPage, true);
		told.apply(added(1, 'c4'));
		expect(outline(told.nodes)).toEqual([['c4'], ['c3'], ['c1'], ['c2']]);
	});
});
