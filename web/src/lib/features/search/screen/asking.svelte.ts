import { afterNavigate, goto } from '$app/navigation';
import { useApi } from '$lib/api';
import { useSections } from '$lib/features/sections';
import { Searching } from '../actions';
import { useSearchKept } from '../context.svelte';
import { pathOfQuery, readQuery, sectionOfPath, type Query } from '../query';
import { searchRemote } from '../remote';
import { SearchStore } from '../store.svelte';

const pause = 150;

/** What is asked, kept in the address, and what is found. Call while the page is being made. */
export function useAsking(start: { searchParams: Parameters<typeof readQuery>[0] }) {
	const sections = useSections().store;
	const kept = useSearchKept();
	const store = (kept.store ??= new SearchStore());
	const searching = new Searching(searchRemote(useApi()), store);

	let query = $state.raw<Query>(readQuery(start.searchParams));
	/** Addresses that were written here, which say nothing that is not known. */
	const own = new Set<string>();
	let timer: ReturnType<typeof setTimeout> | undefined;
	let typing = false;

	const ready = $derived(sections.load !== 'loading');
	$effect(() => {
		// Sections are named in the address by type, and asked for by id.
		if (!ready) return;
		ask();
		typing = false;
	});
	$effect(() => () => {
		clearTimeout(timer);
		searching.stop();
	});

	function ask() {
		const sectionIds = query.sections.flatMap((type) => sections.byType(type)?.id ?? []);
		searching.ask({ ...query, sectionIds }, { typing });
	}

	function write() {
		const path = pathOfQuery(query);
		own.add(path);
		void goto(path, { replace: true, reset: false });
	}

	function change(part: Partial<Query>) {
		query = { ...query, ...part };
		clearTimeout(timer);
		write();
	}

	afterNavigate(({ from, to, type }) => {
		if (!to || to.url.pathname !== '/search') return;
		const said = readQuery(to.url.searchParams);
		if (type === 'goto' && own.has(pathOfQuery(said))) return;
		const left = from ? sectionOfPath(from.url.pathname) : null;
		// Who comes from a section by the way of the rail looks there first.
		if (type === 'link' && to.url.search === '' && left) change({ ...said, sections: [left] });
		else query = said;
	});

	return {
		store,
		get query() {
			return query;
		},
		type: (q: string) => {
			typing = true;
			query = { ...query, q };
			clearTimeout(timer);
			timer = setTimeout(write, pause);
		},
		choose: change,
		/** Without waiting any longer. */
		now: ask,
		retry: () => searching.retry(),
		more: () => searching.more()
	};
}
