import { describe, expect, it, vi } from 'vitest';
import { Terms } from '$lib/features/terms';
import { de } from '$lib/features/terms/messages.de';
import type { Deferred } from '$lib/kernel';
import { Incoming } from '../incoming.svelte';
import { en } from '../messages';
import { People } from '../store.svelte';
import { Ties } from '../ties.svelte';
import { stranger, type Friend, type FriendRequest, type Suggestion } from '../wire';
import { mutualsOf, reasonOf } from './reason';
import { Requests } from './requests.svelte';
import { passOver, Suggestions } from './suggestions.svelte';

const named = (id: string, display_name: string | null = null) => ({
	id,
	username: id,
	display_name
});
const request = (id: string, requester: string): FriendRequest => ({
	id,
	requester: named(requester),
	recipient: named('me'),
	direction: 'incoming',
	message: null,
	status: 'pending',
	mutual_count: 0,
	created_at: '2026-11-21T09:00:00Z'
});
const page = (friend_requests: FriendRequest[]) => ({
	friend_requests,
	meta: { cursor: null, has_more: false, incoming_count: friend_requests.length }
});
const told = (
	type: 'friend_request_received' | 'friend_request_closed',
	friend_request: FriendRequest,
	offset = 1
) => ({ type, offset, data: { friend_request, incoming_count: 1 } });
const german = new Terms(
	() => de,
	() => 'de'
);
const called = {
	same_interests: (label: string, id: string | null) => german.interest({ id, label }),
	same_sections: (name: string) => (name === 'Music' ? 'Musik' : name)
};
const list = (items: string[]) => new Intl.ListFormat('en').format(items);

describe('requests that wait', () => {
	it('come by themselves, the newest first and each once', () => {
		const requests = new Requests('incoming', new Ties());
		requests.read(page([request('1', 'ada')]), false);
		requests.hear(told('friend_request_received', request('2', 'ben')));
		requests.hear(told('friend_request_received', request('2', 'ben')));
		expect(requests.rows.map(({ id }) => id)).toEqual(['2', '1']);
	});

	it('do not come back with a page that was read before they were closed', () => {
		const requests = new Requests('incoming', new Ties());
		requests.hear(told('friend_request_closed', request('1', 'ada')));
		requests.read(page([request('1', 'ada'), request('0', 'carla')]), false);
		expect(requests.rows.map(({ id }) => id)).toEqual(['0']);
	});

	it('leave as soon as they are answered, and return when that is taken back', () => {
		const ties = new Ties();
		const requests = new Requests('incoming', ties);
		requests.read(page([request('1', 'ada')]), false);
		const undo = ties.intend('ada', { kind: 'decline' });
		expect(requests.rows).toEqual([]);
		undo();
		expect(requests.rows).toHaveLength(1);
	});

	it('of the other direction stand elsewhere', () => {
		const outgoing = new Requests('outgoing', new Ties());
		outgoing.hear(told('friend_request_received', request('1', 'ada')));
		expect(outgoing.rows).toEqual([]);
	});
});

describe('the number beside the rail', () => {
	it('is what was told last, and not what was counted before', () => {
		const incoming = new Incoming();
		incoming.hear({ ...told('friend_request_received', request('1', 'ada'), 4) });
		incoming.read(0, 3);
		expect(incoming.count).toBe(1);
		incoming.read(0, 4);
		expect(incoming.count).toBe(0);
	});
});

describe('a list of friends', () => {
	const friend = (id: string): Friend => ({
		...named(id),
		since: '2026-11-01T00:00:00Z',
		mutual_count: 0
	});
	const friends = (ids: string[]) => ({
		users: ids.map(friend),
		meta: { cursor: null, has_more: false }
	});

	it('loses at once whom one is friends with no more, and whom one blocks', () => {
		const ties = new Ties();
		const people = new People<Friend>(({ id }) => ties.of(id)?.friend ?? true);
		people.read(friends(['ada', 'ben', 'carla']), false);
		for (const id of ['ada', 'ben', 'carla']) ties.assume(id, { ...stranger, friend: true });
		const undo = ties.intend('ben', { kind: 'unfriend' });
		ties.intend('carla', { kind: 'block', on: true });
		expect(people.rows.map(({ person }) => person.id)).toEqual(['ada']);
		undo();
		expect(people.rows.map(({ person }) => person.id)).toEqual(['ada', 'ben']);
	});

	it('takes a new friend to its top, and keeps what was read further down', () => {
		const people = new People<Friend>();
		people.read(friends(['ada', 'ben']), false);
		people.read(friends(['carla']), true);
		people.renew(friends(['dora', 'ada', 'ben']));
		expect(people.rows.map(({ person }) => person.id)).toEqual(['dora', 'ada', 'ben', 'carla']);
	});
});

describe('a suggestion', () => {
	const dora: Suggestion = {
		user: named('dora', 'Dora'),
		reason: { kind: 'friends_of_friends', count: 3, names: ['Ada', 'Ben', 'Carla'] }
	};

	it('says its reason in words', () => {
		expect(reasonOf(dora.reason, en, list, called)).toBe(
			'3 friends in common: Ada, Ben, and Carla'
		);
		expect(reasonOf({ ...dora.reason, count: 12 }, en, list, called)).toBe(
			'12 friends in common: Ada, Ben, Carla, and 9 others'
		);
		expect(
			reasonOf({ kind: 'followed_by_followed', count: 1, names: ['Ada'] }, en, list, called)
		).toBe('Followed by Ada, whom you follow');
		expect(reasonOf({ kind: 'same_interests', count: 2, names: [] }, en, list, called)).toBe(
			'2 interests in common'
		);
		const interests = {
			names: ['Board games', 'night trains'],
			ids: ['board-games', 'night trains']
		};
		expect(reasonOf({ kind: 'same_interests', count: 2, ...interests }, en, list, called)).toBe(
			'Interested in Brettspiele and night trains, like you'
		);
		const sections = { names: ['Music', 'Boats'], ids: ['1', '2'] };
		expect(reasonOf({ kind: 'same_sections', count: 2, ...sections }, en, list, called)).toBe(
			'Often in Musik and Boats, like you'
		);
		const older = { kind: 'same_interests', count: 1, names: ['Board games'] } as const;
		expect(reasonOf({ ...older, names: [...older.names] }, en, list, called)).toBe(
			'Interested in Board games, like you'
		);
	});

	it('leaves when one is not interested, and comes back when one is after all', () => {
		const suggestions = new Suggestions(new Ties());
		const deferred: Deferred[] = [];
		const call = vi.fn(async () => {});
		suggestions.read([dora]);
		passOver(suggestions, 'dora', 'gone', { defer: (act) => void deferred.push(act), call });
		expect(suggestions.rows).toEqual([]);
		expect(call).not.toHaveBeenCalled();
		deferred[0]?.undo();
		expect(suggestions.rows).toEqual([dora]);
		void deferred[0]?.commit();
		expect(call).toHaveBeenCalledWith('dora');
	});

	it('stays while one asks, and leaves when one blocks', () => {
		const ties = new Ties();
		const suggestions = new Suggestions(ties);
		suggestions.read([dora]);
		ties.intend('dora', { kind: 'ask' });
		expect(suggestions.rows).toEqual([dora]);
		ties.intend('dora', { kind: 'block', on: true });
		expect(suggestions.rows).toEqual([]);
	});
});

describe('friends in common', () => {
	it('are named, and others hinted at', () => {
		const people = ['Ada', 'Ben', 'Carla', 'Dora'].map((name) => named(name, name));
		expect(mutualsOf(people.slice(0, 2), en, list)).toBe('Friends in common: Ada and Ben');
		expect(mutualsOf(people, en, list)).toBe('Friends in common: Ada, Ben, Carla, and others');
	});
});
