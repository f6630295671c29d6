import type { Api } from '$lib/api';
import type { Socket } from '$lib/kernel';
import { named, type Waiting } from './store.svelte';

export async function readWaiting(api: Api, waiting: Waiting): Promise<void> {
	try {
		const { users, meta } = await api.get('/api/v1/admin/users', {
			params: { query: { status: 'pending', limit: named } }
		});
		waiting.show(users, meta.pending_count);
	} catch (error) {
		waiting.fail(error);
	}
}

/** Whatever happens at the door, the short list is read anew: it is three names and a number. */
export function followWaiting(socket: Socket, refetch: () => Promise<void>): () => void {
	const subscription = socket.subscribe('site:admins', {
		event: ({ type }) => {
			if (type.startsWith('member_')) void refetch();
		},
		refetch: () => void refetch()
	});
	void subscription.ready.then(refetch);
	return () => subscription.close();
}
