import { onDestroy } from 'svelte';
import { useApi } from '$lib/api';
import { isMadeHere, outgoingOf, useFeed, usePosting } from '$lib/features/posts';
import { explain, useMessages, useOutbox, useToasts } from '$lib/kernel';
import { Responding } from './actions';
import { en } from './messages';
import { responsesRemote } from './remote';
import { Thread } from './store.svelte';
import type { CommentEvent } from './wire';

/** What one does with posts and comments. Call while a component is being made. */
export function useResponding() {
	const t = useMessages({ responses: en });
	const toasts = useToasts();
	const remote = responsesRemote(useApi());
	const responding = new Responding({
		remote,
		outbox: useOutbox(),
		words: () => t.responses,
		notify: (toast) => void toasts.show(toast),
		explain: (error) => explain(error, t.common)
	});
	return { responding, remote };
}

const heard: readonly string[] = [
	'new_comment',
	'comment_updated',
	'comment_deleted',
	'comment_restored',
	'reaction_added',
	'reaction_removed'
] satisfies CommentEvent['type'][];

/** One post and what is said under it, kept up to date while the component stands. */
export function useDiscussion(postId: string) {
	const { responding } = useResponding();
	const { author } = usePosting();
	const outbox = useOutbox();
	const thread = new Thread(author().id, postId, outgoingOf(outbox));
	const unsent = isMadeHere(postId);
	const lastPage = { cursor: null, has_more: false };
	const kit = useFeed({
		topic: unsent ? null : `post:${postId}`,
		holds: ({ id }) => id === postId,
		source:
			({ remote }) =>
			async () => {
				if (unsent) {
					// The server knows nothing by that name; what is known lies in the outbox.
					thread.read(thread.ask(), [], lastPage, true);
					return { posts: [], meta: lastPage };
				}
				void responding.readThread(thread, postId);
				return { posts: [await remote.one(postId)], meta: lastPage };
			},
		hear: (event) => {
			if (heard.includes(event.type)) thread.apply(event as unknown as CommentEvent);
		},
		refetch: () => thread.losePlace()
	});
	onDestroy(outbox.hear((news) => thread.told(news)));
	return { ...kit, responding, thread };
}

export type Discussion = ReturnType<typeof useDiscussion>;
