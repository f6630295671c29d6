import { createContext, untrack } from 'svelte';
import { useApi } from '$lib/api';
import { explain, useMessages, useSession, useToasts, useUndo } from '$lib/kernel';
import { Relating } from './actions';
import { useGraph } from './context.svelte';
import { en } from './messages';
import { readPeople, readPerson, type Source } from './reading';
import { graphRemote, type GraphRemote } from './remote';
import { People, Somebody } from './store.svelte';
import type { Ties } from './ties.svelte';
import type { PersonShown } from './wire';

/** What it takes to change how one stands to somebody. */
export function useRelating() {
	const t = useMessages({ graph: en });
	const toasts = useToasts();
	const undo = useUndo();
	const graph = useGraph();
	const remote = graphRemote(useApi());
	const { ties } = graph;
	const relating = new Relating({
		remote,
		ties,
		turns: graph.turns,
		words: () => t.graph,
		notify: (toast) => void toasts.show(toast),
		explain: (error) => explain(error, t.common),
		defer: (act) => undo.defer(act),
		flush: () => undo.flush()
	});
	return { graph, relating, remote, ties };
}

export interface PersonKit {
	somebody: Somebody;
	relating: Relating;
	reread: () => Promise<void>;
}

const [usePerson, setPerson] = createContext<PersonKit>();

export { usePerson };

/** The person whose page this is; made anew for another one by a `{#key}` block around it. */
export function providePerson(reference: string): PersonKit {
	const { graph, relating, remote, ties } = useRelating();
	const session = useSession();
	const somebody = new Somebody(ties);
	const reread = () => readPerson(somebody, reference, graph, remote);

	$effect(() => {
		if (!session.user) return;
		void graph.ready().then(() => untrack(reread));
		return graph.listen({
			hear: (event) => {
				somebody.hear(event);
				if (event.type === 'profile_updated') {
					if (event.data.user.id === somebody.standing?.user.id) void reread();
					return;
				}
				const mine = somebody.standing?.relationship.self;
				if (mine && event.type === 'user_followed') void reread();
			},
			refetch: () => void reread()
		});
	});
	return setPerson({ somebody, relating, reread });
}

/** A list of people, read for as long as the component stands. */
export function usePeople<Person extends PersonShown>(
	source: (remote: GraphRemote) => Source<Person>,
	keeps?: (person: Person, ties: Ties) => boolean
) {
	const { graph, relating, remote, ties } = useRelating();
	const people = new People<Person>(keeps && ((person) => keeps(person, ties)));
	const read = source(remote);
	const retry = () => readPeople(people, read, ties);
	$effect(() => {
		void graph.ready().then(() => untrack(retry));
		return graph.listen({ refetch: () => void retry() });
	});
	return {
		graph,
		people,
		read,
		relating,
		retry,
		more: () => readPeople(people, read, ties, { more: true })
	};
}

/** Whom one blocks is gone from every list at once. */
export const unlessBlocked = ({ id }: PersonShown, ties: Ties): boolean => !ties.of(id)?.blocking;
