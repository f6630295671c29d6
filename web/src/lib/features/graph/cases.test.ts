import { describe, expect, it } from 'vitest';
import { Requests } from './friends/requests.svelte';
import { Incoming } from './incoming.svelte';
import { People, Somebody } from './store.svelte';
import { Ties } from './ties.svelte';
import {
	isGraphEvent,
	type Direction,
	type Friend,
	type GraphEvent,
	type PeoplePage,
	type RequestPage,
	type Standing
} from './wire';

interface Read {
	'/users/@carla': Standing;
	'/users/me/friends': PeoplePage<Friend>;
	'/friend-requests?direction=incoming': RequestPage;
	'/friend-requests?direction=outgoing': RequestPage;
}

/** What the server really answered and told; its own tests keep these files true. */
interface Case {
	act: string;
	before: Read;
	frames: { type: string }[];
	after: Read;
}

const cases = Object.values(
	import.meta.glob<Case>('./cases/*.json', { eager: true, import: 'default' })
);

const pageOf = (read: Read, direction: Direction) =>
	read[`/friend-requests?direction=${direction}`];

function take(read: Read) {
	const ties = new Ties();
	const carla = new Somebody(ties);
	carla.read(read['/users/@carla'], -1);
	const friends = new People<Friend>(({ id }) => ties.of(id)?.friend ?? true);
	friends.read(read['/users/me/friends'], false);
	const incoming = new Incoming();
	incoming.read(pageOf(read, 'incoming').meta.incoming_count, -1);
	const requests = (['incoming', 'outgoing'] as const).map((direction) => {
		const some = new Requests(direction, ties);
		some.read(pageOf(read, direction), false);
		return some;
	});
	return { carla, friends, incoming, requests, ties };
}

/** A new friend is only announced; who it is stands in the list read anew. */
function hear(state: ReturnType<typeof take>, event: GraphEvent, after: Read) {
	state.ties.hear(event);
	state.incoming.hear(event);
	state.carla.hear(event);
	for (const some of state.requests) some.hear(event);
	if (event.type === 'friendship_began') state.friends.renew(after['/users/me/friends']);
}

function shown({ carla, friends, incoming, requests }: ReturnType<typeof take>) {
	return {
		relationship: carla.standing?.relationship,
		friends: friends.rows.map(({ person }) => person),
		waiting: incoming.count,
		requests: requests.map(({ rows }) => rows)
	};
}

describe('what was known and what is told make what is read anew', () => {
	it.each(cases)('$act', ({ before, frames, after }) => {
		const told = frames.filter(isGraphEvent);
		for (const order of [told, told.toReversed(), [...told, ...told]]) {
			const state = take(before);
			for (const event of order) hear(state, event, after);
			expect(shown(state)).toEqual(shown(take(after)));
		}
	});

	it('is tried with every kind of event', () => {
		const kinds = new Set(
			cases.flatMap(({ frames }) => frames.filter(isGraphEvent)).map(({ type }) => type)
		);
		expect([...kinds].sort()).toEqual([
			'friend_request_closed',
			'friend_request_received',
			'friend_request_sent',
			'friendship_began',
			'friendship_ended',
			'relationship_changed',
			'user_followed'
		]);
	});
});
