import { usePeople } from '../relating.svelte';
import type { Ties } from '../ties.svelte';
import { stranger, type Friend } from '../wire';

const befriended = { ...stranger, friend: true, following: true, followed_by: true };

/** A member's own friends, who come and go while they look. */
export function useFriends() {
	const friends = usePeople<Friend>(
		(remote) => (cursor) => remote.friendsOf('me', cursor),
		({ id }: Friend, ties: Ties) => ties.of(id)?.friend ?? true
	);
	const { graph, people, read } = friends;

	const renew = () =>
		void read(null).then(
			(page) => people.renew(page),
			() => {}
		);

	$effect(() =>
		graph.listen({
			hear: ({ type }) => {
				if (type === 'friendship_began') renew();
			}
		})
	);
	// Before the rows are drawn, so that each has its button at once.
	$effect.pre(() => {
		for (const { person } of people.rows) graph.ties.assume(person.id, befriended);
	});
	return friends;
}
