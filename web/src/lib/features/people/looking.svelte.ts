import { afterNavigate, goto } from '$app/navigation';
import { useApi } from '$lib/api';
import { useGraph } from '$lib/features/graph';
import { Looking } from './actions';
import { anybody, isFiltered, pathOfQuery, readQuery, type Query } from './query';
import { peopleRemote } from './remote';
import { PeopleFound } from './store.svelte';

const pause = 200;

/** Whom one looks for, kept in the address, and who was found. Call while the page is made. */
export function useLooking(start: { searchParams: { get(name: string): string | null } }) {
	const graph = useGraph();
	const { ties } = graph;
	const store = new PeopleFound(({ id }) => {
		const tied = ties.of(id);
		return tied?.self || tied?.blocking || false;
	});
	const looking = new Looking({
		remote: peopleRemote(useApi()),
		store,
		meet: (people, since) => {
			for (const { id, relationship } of people) {
				if (relationship) ties.read(id, relationship, since);
			}
		},
		heard: () => ties.heard
	});

	let query = $state.raw<Query>(readQuery(start.searchParams));
	/** Addresses that were written here, which say nothing that is not known. */
	const own = new Set<string>();
	let typing = false;

	$effect(() => {
		const asked = query;
		const ask = () => {
			typing = false;
			write(asked);
			void graph.ready().then(() => looking.ask(asked));
		};
		const timer = setTimeout(ask, typing ? pause : 0);
		return () => clearTimeout(timer);
	});
	$effect(() => graph.listen({ refetch: () => void looking.retry() }));
	$effect(() => () => looking.stop());

	function write(asked: Query) {
		const path = pathOfQuery(asked);
		if (path === location.pathname + location.search) return;
		own.add(path);
		void goto(path, { replace: true, reset: false });
	}

	afterNavigate(({ to, type }) => {
		if (to?.url.pathname !== '/people') return;
		const said = readQuery(to.url.searchParams);
		const path = pathOfQuery(said);
		if ((type === 'goto' && own.has(path)) || path === pathOfQuery(query)) return;
		query = said;
	});

	return {
		store,
		get query() {
			return query;
		},
		type: (q: string) => {
			typing = true;
			query = { ...query, q };
		},
		choose: (part: Partial<Query>) => {
			query = { ...query, ...part };
		},
		/** Without filters, or without anything where there are none. */
		widen: () => {
			query = isFiltered(query) ? { ...anybody, q: query.q } : anybody;
		},
		retry: () => looking.retry(),
		more: () => looking.more()
	};
}
