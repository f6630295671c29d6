import { createContext, untrack } from 'svelte';
import { useApi } from '$lib/api';
import { useCounts, useSession, useSocket } from '$lib/kernel';
import { Faces } from './faces.svelte';
import { Incoming } from './incoming.svelte';
import { Presences } from './presences.svelte';
import type { Somebody } from './store.svelte';
import { Ties } from './ties.svelte';
import { isGraphEvent, type GraphEvent, type PersonShown } from './wire';

/** A page of this feature that wants to be kept up to date. */
export interface Listener {
	hear?: (event: GraphEvent) => void;
	/** Something may have been missed. */
	refetch?: () => void;
}

export interface Graph {
	readonly ties: Ties;
	/** Who of one's friends is here. */
	readonly presences: Presences;
	/** Who shows themselves otherwise than when they were read. */
	readonly faces: Faces;
	/** The last thing that is being done about each person; the next waits for it. */
	readonly turns: Map<string, Promise<unknown>>;
	/** How many requests wait for an answer of one's own. */
	readonly waiting: number;
	/** Who was looked at in passing, by name, and when. */
	readonly met: Map<string, { somebody: Somebody; at: number }>;
	/** Whom one is about to ask for friendship. */
	asking: PersonShown | null;
	listen: (listener: Listener) => () => void;
	/** Settles once nothing that happens from now on can be missed. */
	ready: () => Promise<void>;
}

const [useGraph, setGraph] = createContext<Graph>();

export { useGraph };

const shownAs = 'friends';

/**
 * Hears for every page how one stands to others, and counts the requests that wait. What the
 * pages of this feature need besides comes with them.
 */
export function provideGraph(): Graph {
	const api = useApi();
	const session = useSession();
	const socket = useSocket();
	const counts = useCounts();
	/** Comes with the first page that shows people; the frame of every page does without. */
	const remote = async () => (await import('./remote')).graphRemote(api);
	const ties = new Ties();
	const presences = new Presences(
		async (ids) => (await remote()).presence(ids),
		() => ties.heard
	);
	const faces = new Faces();
	const incoming = new Incoming();
	const met: Graph['met'] = new Map();
	const listeners = new Set<Listener>();
	let asking = $state.raw<PersonShown | null>(null);
	let ready: Promise<void> = Promise.resolve();
	const me = $derived(session.user?.id ?? null);
	const waiting = $derived(Math.max(0, incoming.count - ties.answering));

	async function count() {
		const since = ties.heard;
		const query = { direction: 'incoming', limit: 1 } as const;
		const counted = await api
			.get('/api/v1/friend-requests', { params: { query } })
			.catch(() => null);
		if (counted) incoming.read(counted.meta.incoming_count, since);
	}

	/** A friend is told of with what everybody may see, and read with one's own eyes. */
	async function lookAgain({ id, username }: PersonShown) {
		if (id === me || !ties.settled(id)) return;
		const since = ties.heard;
		const standing = await remote()
			.then(({ person }) => person(id))
			.catch(() => null);
		if (!standing) return;
		faces.read(standing.user);
		presences.read(standing.user, since);
		met.get(username)?.somebody.read(standing, since);
	}

	$effect(() => {
		if (!me) return;
		const subscription = socket.subscribe(`user:${me}`, {
			event: (event) => {
				const told: { type: string } = event;
				if (!isGraphEvent(told)) return;
				ties.hear(told);
				incoming.hear(told);
				presences.hear(told);
				if (told.type === 'profile_updated') void lookAgain(told.data.user);
				for (const listener of listeners) listener.hear?.(told);
			},
			refetch: () => {
				ties.losePlace();
				incoming.losePlace();
				presences.losePlace();
				faces.clear();
				met.clear();
				void count();
				for (const listener of listeners) listener.refetch?.();
			}
		});
		ready = subscription.ready;
		void subscription.ready.then(count);
		return () => subscription.close();
	});

	$effect(() => {
		const shown = waiting;
		untrack(() => counts.set(shownAs, shown));
	});

	return setGraph({
		ties,
		presences,
		faces,
		turns: new Map(),
		met,
		get waiting() {
			return waiting;
		},
		get asking() {
			return asking;
		},
		set asking(person) {
			asking = person;
		},
		listen: (listener) => {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		ready: () => ready
	});
}
