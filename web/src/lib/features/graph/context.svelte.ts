import { createContext, untrack } from 'svelte';
import { useApi } from '$lib/api';
import { explain, useMessages, useSession, useSocket, useToasts } from '$lib/kernel';
import { Relating } from './actions';
import { en } from './messages';
import { People, Somebody } from './store.svelte';
import { graphRemote, type GraphEvent, type GraphRemote, type PeoplePage } from './wire';

function useRelating() {
	const t = useMessages({ graph: en });
	const toasts = useToasts();
	const remote = graphRemote(useApi());
	const relating = new Relating({
		remote,
		words: () => t.graph,
		notify: (toast) => void toasts.show(toast),
		explain: (error) => explain(error, t.common)
	});
	return { relating, remote };
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
	const { relating } = useRelating();
	const session = useSession();
	const socket = useSocket();
	const somebody = new Somebody();
	const reread = () => relating.read(somebody, reference);
	const me = $derived(session.user?.id ?? null);

	$effect(() => {
		if (!me) return;
		const subscription = socket.subscribe(`user:${me}`, {
			event: ({ type, offset, data }) => {
				if (type !== 'user_followed') return;
				somebody.apply({ type, offset, data } as GraphEvent, me);
			},
			refetch: () => void reread()
		});
		void subscription.ready.then(() => untrack(reread));
		return () => subscription.close();
	});
	return setPerson({ somebody, relating, reread });
}

/** A list of people, read for as long as the component stands. */
export function usePeople(
	source: (remote: GraphRemote) => (cursor: string | null) => Promise<PeoplePage>
) {
	const { relating, remote } = useRelating();
	const people = new People();
	const read = source(remote);
	$effect(() => void untrack(() => relating.readPeople(people, read)));
	return {
		people,
		relating,
		retry: () => relating.readPeople(people, read),
		more: () => relating.readPeople(people, read, { more: true })
	};
}
