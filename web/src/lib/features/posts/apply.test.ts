import { describe, expect, it } from 'vitest';
import { applyPostEvent } from './apply';
import { emptyLedger, isGone, losePlace, readThings, see, settleReaction } from './ledger';
import { post } from './samples';
import type { Post, PostEvent } from './wire';

const me = 'me';
const read = readThings(emptyLedger<Post>(), [post('p')], -1);
const reaction = (offset: number, count: number, user_id = 'ben', added = true): PostEvent => ({
	type: added ? 'reaction_added' : 'reaction_removed',
	offset,
	data: { post_id: 'p', comment_id: null, user_id, emoji: '🔥', count }
});

function permutations<T>(items: readonly T[]): T[][] {
	if (items.length < 2) return [[...items]];
	return items.flatMap((item, i) =>
		permutations([...items.slice(0, i), ...items.slice(i + 1)]).map((rest) => [item, ...rest])
	);
}

const apply = (events: PostEvent[], from = read) =>
	events.reduce((ledger, event) => applyPostEvent(ledger, event, me), from);

describe('each event', () => {
	it('new_post adds a post', () => {
		const state = apply([{ type: 'new_post', offset: 1, data: { post: post('q') } }]);
		expect(see(state, 'q')?.content).toBe('Hello q');
	});

	it('post_updated changes what it says and leaves what I did', () => {
		const mine = readThings(
			emptyLedger<Post>(),
			[post('p', { mine: { reactions: ['❤️'], saved: true } })],
			-1
		);
		const data = { post: post('p', { content: 'Changed' }) };
		const state = apply([{ type: 'post_updated', offset: 1, data }], mine);
		expect(see(state, 'p')).toMatchObject({
			content: 'Changed',
			mine: { reactions: ['❤️'], saved: true }
		});
	});

	it('post_deleted takes it away, post_restored brings it back', () => {
		const gone = apply([{ type: 'post_deleted', offset: 1, data: { post_id: 'p' } }]);
		expect(isGone(gone, 'p')).toBe(true);
		const back: PostEvent = { type: 'post_restored', offset: 2, data: { post: post('p') } };
		expect(isGone(apply([back], gone), 'p')).toBe(false);
	});

	it('reaction_added and reaction_removed carry the count', () => {
		expect(see(apply([reaction(1, 3)]), 'p')).toMatchObject({
			reactions: { '🔥': 3 },
			reaction_count: 3
		});
		expect(see(apply([reaction(1, 3), reaction(2, 0, 'ben', false)]), 'p')?.reactions).toEqual({});
	});

	it('a reaction of mine, made on another device, is mine here too', () => {
		expect(see(apply([reaction(1, 1, me)]), 'p')?.mine.reactions).toEqual(['🔥']);
	});

	it('new_comment, comment_deleted and comment_restored carry the count', () => {
		const comment = (type: 'new_comment' | 'comment_deleted' | 'comment_restored', n: number) =>
			({ type, offset: n, data: { post_id: 'p', comment_count: n } }) satisfies PostEvent;
		expect(see(apply([comment('new_comment', 1)]), 'p')?.comment_count).toBe(1);
		expect(see(apply([comment('comment_deleted', 2)]), 'p')?.comment_count).toBe(2);
		expect(see(apply([comment('comment_restored', 3)]), 'p')?.comment_count).toBe(3);
	});

	it('a reaction to a comment leaves the post alone', () => {
		const event = reaction(1, 4);
		if (event.type !== 'reaction_added') throw new Error('Not a reaction.');
		event.data.comment_id = 'c';
		expect(see(apply([event]), 'p')?.reactions).toEqual({});
	});
});

it('comes to the same in every order, each event told twice', () => {
	const events: PostEvent[] = [
		reaction(1, 1),
		{ type: 'post_updated', offset: 2, data: { post: post('p', { reactions: { '🔥': 1 } }) } },
		reaction(3, 2, me),
		{ type: 'post_deleted', offset: 4, data: { post_id: 'p' } },
		{
			type: 'post_restored',
			offset: 5,
			data: { post: post('p', { content: 'Back', reactions: { '🔥': 2 } }) }
		}
	];
	const expected = apply(events);
	for (const order of permutations(events)) {
		const state = apply([...order, ...order]);
		expect(see(state, 'p')).toEqual(see(expected, 'p'));
		expect(isGone(state, 'p')).toBe(false);
	}
});

it('lets an event stand against an answer to a question that was asked before it', () => {
	const told = apply([reaction(7, 5)]);
	const state = readThings(told, [post('p', { reactions: { '🔥': 1 } })], -1);
	expect(see(state, 'p')?.reactions).toEqual({ '🔥': 5 });
	const later = readThings(told, [post('p', { reactions: { '🔥': 6 } })], 8);
	expect(see(later, 'p')?.reactions).toEqual({ '🔥': 6 });
});

it('counts my reaction once, whether the answer or the event comes first', () => {
	const answered = settleReaction(read, 'p', '🔥', true);
	expect(see(answered, 'p')?.reactions).toEqual({ '🔥': 1 });
	expect(see(apply([reaction(1, 1, me)], answered), 'p')?.reactions).toEqual({ '🔥': 1 });
	const told = settleReaction(apply([reaction(1, 1, me)]), 'p', '🔥', true);
	expect(see(told, 'p')?.reactions).toEqual({ '🔥': 1 });
});

it('listens to small offsets again after the place in the stream was lost', () => {
	const lost = losePlace(apply([reaction(90, 5)]));
	expect(see(lost, 'p')?.reactions).toEqual({ '🔥': 5 });
	expect(see(apply([reaction(1, 2)], lost), 'p')?.reactions).toEqual({ '🔥': 2 });
});
