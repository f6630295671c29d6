import { useApi } from '$lib/api';
import { useSocket } from '$lib/kernel';
import { followWaiting, readWaiting } from './actions';
import { Waiting } from './store.svelte';

/** Who waits at the door, for as long as the component stands that asks. */
export function useWaiting() {
	const api = useApi();
	const socket = useSocket();
	const waiting = new Waiting();
	const refetch = () => readWaiting(api, waiting);
	return { waiting, refetch, follow: () => followWaiting(socket, refetch) };
}

export type Door = ReturnType<typeof useWaiting>;
