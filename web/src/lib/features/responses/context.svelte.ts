import { useApi } from '$lib/api';
import { useFeed, usePosting } from '$lib/features/posts';
import { explain, useMessages, useToasts } from '$lib/kernel';
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
	const thread = new Thread(author().id);
	const kit = useFeed({
		topic: `post:${postId}`,
		source:
			({ remote }) =>
			async () => {
				void responding.readThread(thread, postId);
				return { posts: [await remote.one(postId)], meta: { cursor: null, has_more: false } };
			},
		hear: (event) => {
			if (heard.includes(event.type)) thread.apply(event as unknown as CommentEvent);
		},
		refetch: () => thread.losePlace()
	});
	return { ...kit, responding, thread };
}

export type Discussion = ReturnType<typeof useDiscussion>;
