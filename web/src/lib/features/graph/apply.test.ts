import { describe, expect, it } from 'vitest';
import { applyGraphEvent, standingWithTie, withTie } from './apply';
import { stranger, type GraphEvent, type Standing } from './wire';

const ana: Standing = {
	user: { id: 'ana', username: 'ana', display_name: 'Ana' },
	stats: { follower_count: 4, following_count: 2 },
	relationship: { ...stranger, followed_by: true }
};

describe('a tie', () => {
	it('counts a follower once, and no more after it is loosed', () => {
		const once = standingWithTie(ana, 'follow', true);
		expect(once.stats.follower_count).toBe(5);
		expect(standingWithTie(once, 'follow', true).stats.follower_count).toBe(5);
		expect(standingWithTie(once, 'follow', false).stats.follower_count).toBe(4);
	});

	it('that blocks cuts both directions, and its end restores neither', () => {
		const following = { ...ana.relationship, following: true };
		const blocked = withTie(following, 'block', true);
		expect(blocked).toMatchObject({ blocking: true, following: false, followed_by: false });
		expect(withTie(blocked, 'block', false)).toEqual(stranger);
	});

	it('that mutes leaves the rest alone', () => {
		expect(withTie(ana.relationship, 'mute', true)).toEqual({ ...ana.relationship, muting: true });
	});
});

describe('being followed', () => {
	const event: GraphEvent = {
		type: 'user_followed',
		offset: 1,
		data: { user: { id: 'ben', username: 'ben', display_name: null }, follower_count: 5 }
	};

	it('is seen on the page of who follows', () => {
		const ben = { ...ana, user: { ...ana.user, id: 'ben' }, relationship: stranger };
		expect(applyGraphEvent(ben, event, 'ana').relationship.followed_by).toBe(true);
	});

	it('is counted on one’s own page, the same when told twice', () => {
		const once = applyGraphEvent(ana, event, 'ana');
		expect(once.stats.follower_count).toBe(5);
		expect(applyGraphEvent(once, event, 'ana')).toEqual(once);
	});

	it('means nothing on the page of a third', () => {
		expect(applyGraphEvent(ana, event, 'clara')).toEqual(ana);
	});
});
