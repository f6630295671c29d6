import { untrack } from 'svelte';
import { useApi } from '$lib/api';
import {
	explain,
	useFreshness,
	useMessages,
	useOutbox,
	useSession,
	useSocket,
	useToasts
} from '$lib/kernel';
import { Posting, type Source } from './actions';
import type { Standing } from './audiences';
import { en } from './messages';
import { outgoingOf } from './outgoing';
import { postsRemote } from './remote';
import { Feed } from './store.svelte';
import type { Author, Post, PostEvent } from './wire';

/** What one does with posts. Call while a component is being made. */
export function usePosting() {
	const t = useMessages({ posts: en });
	const toasts = useToasts();
	const session = useSession();
	const remote = postsRemote(useApi());
	const outbox = useOutbox();
	const posting = new Posting({
		remote,
		outbox,
		words: () => t.posts,
		notify: (toast) => void toasts.show(toast),
		explain: (error) => explain(error, t.common)
	});
	/** Oneself, as others will see the author. */
	const author = (): Author => ({
		id: session.user?.id ?? '',
		username: session.user?.username ?? '',
		display_name: session.user?.display_name ?? null
	});
	return { posting, remote, author, outbox };
}

export type PostsKit = ReturnType<typeof usePosting>;

interface Wish {
	/** Where it is told what happens; none for a list from many sections, which hears them all. */
	topic: string | null;
	sectionId?: string | null;
	/** Which posts on their way to the server stand here; by default those for its section. */
	holds?: (post: Post) => boolean;
	source: (kit: PostsKit) => Source;
	/** Also told to others who stand on the same page. */
	hear?: (event: PostEvent) => void;
	refetch?: () => void;
}

/**
 * A list of posts that keeps itself up to date for as long as the component stands. Made anew
 * for another list: put the component into a `{#key}` block.
 */
export function useFeed(wish: Wish) {
	const kit = usePosting();
	const socket = useSocket();
	const me = untrack(() => kit.author().id);
	const freshness = useFreshness();
	const feed = new Feed(me, wish.sectionId ?? null, {
		keepsDeleted: wish.topic !== null,
		outgoing: outgoingOf(kit.outbox),
		holds: wish.holds
	});
	const source = wish.source(kit);
	const read = () => kit.posting.read(feed, source);
	const more = () => kit.posting.read(feed, source, { more: true });
	const { topic } = wish;
	const glance = () => void kit.posting.glance(feed, source);
	const look = (data: unknown) =>
		void kit.posting.look(feed, (data as { post_id: string }).post_id);

	hearOfMe(feed, wish, glance);
	$effect(() => kit.outbox.hear((news) => feed.told(news)));
	$effect(() => {
		if (topic === null) {
			// Nobody tells when the line is back; a topic would.
			void freshness.returns;
			void untrack(read);
			return;
		}
		const subscription = socket.subscribe(topic, {
			event: ({ type, offset, data }) => {
				// Told where not everybody may see what happened: each asks for themselves.
				if (type === 'section_changed') return glance();
				if (type === 'post_changed') return wish.sectionId ? look(data) : void read();
				const event = { type, offset, data } as PostEvent;
				feed.apply(event);
				wish.hear?.(event);
			},
			refetch: () => {
				feed.losePlace();
				void read();
				wish.refetch?.();
			},
			withdrawn: () => void read()
		});
		void subscription.ready.then(read);
		return () => subscription.close();
	});

	if (topic === null) hearSections(feed, wish, glance, look);
	return { ...kit, feed, read, more };
}

/**
 * What is told to this member alone: of posts that are for few, and how one stands to others, on
 * which it depends what one sees.
 */
function hearOfMe(feed: Feed, { sectionId }: Wish, glance: () => void) {
	const socket = useSocket();
	if (!feed.me) return;
	$effect(() => {
		const subscription = socket.subscribe(`user:${feed.me}`, {
			event: ({ type, data }) => {
				if (type === 'section_changed') {
					const { section_id } = data as { section_id: string };
					if (!sectionId || section_id === sectionId) glance();
				} else if (type === 'relationship_changed') {
					const { relationship, user_id } = data as { user_id: string; relationship: Standing };
					feed.stand(user_id, relationship);
					glance();
				}
			},
			refetch: glance
		});
		return () => subscription.close();
	});
}

/**
 * What is told in the sections of the posts that are listed. Each topic counts for itself, so here
 * what is heard is numbered in the order in which it comes.
 */
function hearSections(feed: Feed, wish: Wish, glance: () => void, look: (data: unknown) => void) {
	const socket = useSocket();
	let heard = 0;
	const sections = $derived(
		[...new Set(feed.rows.map(({ post }) => post.section_id))].sort().join(' ')
	);
	$effect(() => {
		const subscriptions = sections
			.split(' ')
			.filter(Boolean)
			.map((id) =>
				socket.subscribe(`section:${id}`, {
					event: ({ type, data }) => {
						if (type === 'section_changed') return glance();
						if (type === 'post_changed') return look(data);
						const event = { type, offset: ++heard, data } as PostEvent;
						feed.apply(event);
						wish.hear?.(event);
					},
					refetch: glance
				})
			);
		return () => subscriptions.forEach((subscription) => subscription.close());
	});
}

export type FeedKit = ReturnType<typeof useFeed>;
