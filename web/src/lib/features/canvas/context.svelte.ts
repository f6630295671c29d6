import { untrack } from 'svelte';
import { useApi } from '$lib/api';
import { useConnection, useMessages, useSession, useSocket } from '$lib/kernel';
import { About } from './about.svelte';
import { Talking, type Line } from './actions';
import { nothing, noticed, sentenceOf } from './announcing';
import { readCanvases } from './list/actions';
import { CanvasList } from './list/store.svelte';
import { en } from './messages';
import { canvasRemote } from './remote';
import { Returning } from './returning';
import { CanvasStore } from './store.svelte';
import {
	houseId,
	listTopic,
	topicOf,
	type Canvas,
	type CanvasTold,
	type ListTold,
	type Told
} from './wire';

const announceEvery = 2_500;

export const clock = () => performance.now();

/** What one canvas is called; the house's own has a name in each language. */
export function useNaming() {
	const t = useMessages({ canvas: en });
	return ({ id, name }: Pick<Canvas, 'id' | 'name'>) =>
		id === houseId ? t.canvas.house : (name ?? '');
}

/** One canvas, for as long as the component stands; made anew for another by a `{#key}` block. */
export function useCanvas(id: string) {
	const t = useMessages({ canvas: en });
	const session = useSession();
	const socket = useSocket();
	const connection = useConnection();
	const me = { id: session.user?.id ?? '', username: session.user?.username ?? '' };
	const store = new CanvasStore(me.id);
	const about = new About(canvasRemote(useApi()), id, () => (store.standing = 'gone'));
	const topic = topicOf(id);
	const returning = new Returning();
	const line: Line = {
		request: (type, data) => socket.request(type, data),
		say: (type, data) => socket.say(type, data),
		back: (within) => returning.within(within)
	};
	const talking = new Talking({ topic, me, line, store, now: clock });

	let announcement = $state('');
	let happened = nothing;

	const nameOf = (userId: string, username = '') => {
		const person = store.people.get(userId);
		return person?.display_name ?? person?.username ?? username;
	};

	$effect(() => {
		const subscription = socket.subscribe(topic, {
			event: () => {},
			// After an interruption everybody who is here is told anew, and words are not kept.
			refetch: () => {},
			signal: ({ type, data }) => {
				const told = { type, data } as Told;
				const speaker = told.type === 'chat' ? told.data.username : '';
				happened = noticed(happened, told, (userId) => nameOf(userId, speaker));
				store.hear(told, clock());
				if (told.type !== 'user_sync') return;
				returning.back();
				void about.lineIsBack();
			},
			withdrawn: () => (store.standing = 'gone')
		});
		return () => subscription.close();
	});

	$effect(() => {
		const subscription = socket.subscribe(listTopic, {
			event: ({ type, data }) => {
				if (type === 'canvas_updated') about.hear((data as { canvas: CanvasTold }).canvas);
			},
			refetch: () => void about.read()
		});
		void untrack(() => about.read());
		return () => subscription.close();
	});

	$effect(() => {
		if (connection.online) void untrack(() => about.lineIsBack());
	});

	$effect(() => {
		// Asked for anew with each change of the world.
		const { nextEnd } = store;
		if (nextEnd === null) return;
		const timer = setTimeout(() => store.tidy(clock()), Math.max(0, nextEnd - clock()));
		return () => clearTimeout(timer);
	});

	$effect(() => {
		const timer = setInterval(() => {
			announcement = sentenceOf(happened, t.canvas);
			happened = nothing;
		}, announceEvery);
		return () => clearInterval(timer);
	});

	return {
		me,
		store,
		talking,
		topic,
		nameOf,
		about,
		get announcement() {
			return announcement;
		}
	};
}

export type CanvasKit = ReturnType<typeof useCanvas>;

/** All canvases and who is where, kept up to date while the list is looked at. */
export function useCanvases() {
	const socket = useSocket();
	const remote = canvasRemote(useApi());
	const list = new CanvasList();
	const read = () => readCanvases(remote, list);
	const hear = ({ type, data }: { type: string; data: unknown }) => {
		if (!list.hear({ type, data } as ListTold)) void read();
	};

	$effect(() => {
		const subscription = socket.subscribe(listTopic, {
			event: hear,
			signal: hear,
			refetch: () => void read()
		});
		void subscription.ready.then(() => untrack(read));
		return () => subscription.close();
	});

	return { list, remote, read };
}
