import { createContext, untrack } from 'svelte';
import { goto } from '$app/navigation';
import { useApi } from '$lib/api';
import { useCommandSource, useMessages, useSession, useSocket } from '$lib/kernel';
import { markSeen, readSections, renameSection, seenElsewhere } from './actions';
import { iconOf } from './icons';
import { en } from './messages';
import { SectionsStore } from './store.svelte';
import { sectionsRemote, type Section } from './wire';

export interface Sections {
	store: SectionsStore;
	reread: () => Promise<void>;
	/** What a section is called, in the member's language while nobody has named it otherwise. */
	nameOf: (section: Pick<Section, 'name' | 'type'>) => string;
	/** What it is called while nobody has named it otherwise. */
	usualNameOf: (section: Pick<Section, 'type'>) => string;
	/** For admins; throws when it is refused. */
	rename: (section: Section, name: string) => Promise<true>;
	/** The member looks at this section; posts that come meanwhile are seen. */
	lookAt: (id: string) => () => void;
}

const [useSections, setSections] = createContext<Sections>();

export { useSections };

/** Gives the sections to the rail and to all pages, and hears where something is new. */
export function provideSections(): Sections {
	const session = useSession();
	const socket = useSocket();
	const t = useMessages({ sections: en });
	const store = new SectionsStore();
	const remote = sectionsRemote(useApi());
	const nameOf: Sections['nameOf'] = ({ name, type }) =>
		name === en.names[type] ? t.sections.names[type] : name;
	const reread = () => readSections(remote, store);
	let looking: string | null = null;
	const see = (id: string) => {
		void markSeen(remote, store, id);
		store.seen(id);
	};
	const me = $derived(session.user?.id ?? null);

	$effect(() => {
		if (me) void untrack(reread);
	});
	const ids = $derived(store.list.map(({ id }) => id).join(' '));
	$effect(() => {
		if (!me || !ids) return;
		const subscriptions = ids.split(' ').map((id) =>
			socket.subscribe(`section:${id}`, {
				event: ({ type, data }) => {
					if (type === 'section_changed') return void reread();
					if (type !== 'new_post') return;
					const { post } = data as { post: { id: string; user_id: string } };
					if (post.user_id === me) return;
					store.arrived(id, post.id);
					if (looking === id) see(id);
				},
				refetch: () => void reread()
			})
		);
		return () => subscriptions.forEach((subscription) => subscription.close());
	});
	$effect(() => {
		if (!me) return;
		// What is for few is told to each of them, and what one sees depends on how one stands.
		const subscription = socket.subscribe(`user:${me}`, {
			event: ({ data, type }) => {
				if (type === 'section_changed' || type === 'relationship_changed') void reread();
				else if (type === 'section_read') {
					void seenElsewhere(remote, store, (data as { section_id: string }).section_id, looking);
				}
			},
			refetch: () => void reread()
		});
		return () => subscription.close();
	});

	useCommandSource(() =>
		store.list.map((section) => ({
			id: `section:${section.id}`,
			label: t.sections.open(nameOf(section)),
			keywords: [t.sections.sections, section.type],
			icon: iconOf(section.type),
			run: () => void goto(`/sections/${section.type}`)
		}))
	);
	return setSections({
		store,
		reread,
		nameOf,
		usualNameOf: ({ type }) => t.sections.names[type],
		rename: (section, name) => renameSection(remote, store, section, name, t.sections.names),
		lookAt: (id) => {
			looking = id;
			untrack(() => see(id));
			return () => {
				if (looking === id) looking = null;
			};
		}
	});
}
