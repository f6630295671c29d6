import { describe, expect, it } from 'vitest';
import { changed, standingNow, type Change } from './apply';
import { stranger, type Relationship, type Standing } from './wire';

const friends: Relationship = { ...stranger, friend: true, following: true, followed_by: true };
const asked: Relationship = { ...stranger, request_id: 'r1', request_direction: 'outgoing' };
const asksMe: Relationship = { ...stranger, request_id: 'r2', request_direction: 'incoming' };

describe('a change between two people', () => {
	it('that blocks ends following, friendship and what was asked, and its end restores nothing', () => {
		const blocked = changed({ ...friends, ...asksMe, muting: true }, { kind: 'block', on: true });
		expect(blocked).toEqual({ ...stranger, muting: true, blocking: true });
		expect(changed(blocked, { kind: 'block', on: false })).toEqual({ ...stranger, muting: true });
	});

	it('that asks shows at once, before the request has its id', () => {
		expect(changed(stranger, { kind: 'ask' })).toEqual({ ...asked, request_id: null });
		expect(changed(stranger, { kind: 'ask', request: 'r1' })).toEqual(asked);
	});

	it('that asks a friend, or somebody who is asked already, changes nothing', () => {
		expect(changed(friends, { kind: 'ask' })).toEqual(friends);
		expect(changed(asksMe, { kind: 'ask' })).toEqual(asksMe);
	});

	it('that accepts makes friends who follow each other', () => {
		expect(changed(asksMe, { kind: 'accept' })).toEqual(friends);
	});

	it.each<Change>([{ kind: 'cancel' }, { kind: 'decline' }])(
		'that ends a request: $kind',
		(end) => {
			expect(changed(end.kind === 'cancel' ? asked : asksMe, end)).toEqual(stranger);
		}
	);

	it('that ends a friendship leaves the following', () => {
		expect(changed(friends, { kind: 'unfriend' })).toEqual({ ...friends, friend: false });
	});

	it.each<Change>([
		{ kind: 'follow', on: true },
		{ kind: 'mute', on: true },
		{ kind: 'block', on: true },
		{ kind: 'ask' },
		{ kind: 'accept' },
		{ kind: 'unfriend' }
	])('is the same done twice: $kind', (change) => {
		for (const before of [stranger, friends, asksMe]) {
			const once = changed(before, change);
			expect(changed(once, change)).toEqual(once);
		}
	});
});

describe('the numbers of a person', () => {
	const ana: Standing = {
		user: { id: 'ana', username: 'ana', display_name: 'Ana' },
		stats: { follower_count: 4, following_count: 2, friend_count: 3 },
		relationship: { ...stranger, followed_by: true }
	};

	it('follow what has changed since they were read', () => {
		expect(standingNow(ana, friends).stats).toEqual({
			follower_count: 5,
			following_count: 2,
			friend_count: 4
		});
		expect(standingNow({ ...ana, relationship: friends }, stranger).stats).toEqual({
			follower_count: 3,
			following_count: 2,
			friend_count: 2
		});
	});

	it('stay unsaid where they are hidden', () => {
		const shy: Standing = { ...ana, stats: { ...ana.stats, friend_count: null } };
		expect(standingNow(shy, friends).stats.friend_count ?? null).toBeNull();
	});
});
