import { onDestroy } from 'svelte';
import { useApi } from '$lib/api';
import { explain, useMessages, useSession, useSocket } from '$lib/kernel';
import { Uploading } from './actions';
import { en } from './messages';
import { Uploads } from './store.svelte';
import { mediaRemote, type Media } from './wire';

/** Pictures for something that is being written, for as long as the component stands. */
export function useUploads() {
	const t = useMessages({ media: en });
	const session = useSession();
	const socket = useSocket();
	const uploads = new Uploads();
	const uploading = new Uploading({
		remote: mediaRemote(useApi()),
		uploads,
		words: () => t.media,
		explain: (error) => explain(error, t.common),
		preview: (file) => URL.createObjectURL(file),
		forget: (preview) => URL.revokeObjectURL(preview),
		pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms))
	});
	const userId = $derived(session.user?.id ?? null);

	$effect(() => {
		if (!userId) return;
		const subscription = socket.subscribe(`user:${userId}`, {
			event: ({ type, data }) => {
				if (type === 'media_updated') uploads.told((data as { media: Media }).media);
			},
			refetch: () => {}
		});
		return () => subscription.close();
	});
	onDestroy(() => uploading.done());
	return { uploads, uploading };
}
