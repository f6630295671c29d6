import { ApiError } from '$lib/api';
import type { Load } from '../store.svelte';
import type { Ties } from '../ties.svelte';
import {
	otherOf,
	stranger,
	type Direction,
	type FriendRequest,
	type GraphEvent,
	type RequestPage
} from '../wire';

/** The requests of one direction that wait for an answer, the newest first. */
export class Requests {
	load = $state<Load>('loading');
	error = $state.raw<ApiError | null>(null);
	hasMore = $state(false);
	cursor: string | null = null;

	readonly direction: Direction;
	readonly #ties: Ties;
	#requests = $state.raw<readonly FriendRequest[]>([]);
	/** A request is closed for ever, so that a page read earlier brings none of these back. */
	readonly #closed = new Set<string>();

	/** Without those that are being answered or taken back. */
	readonly rows: readonly FriendRequest[] = $derived.by(() =>
		this.#requests.filter((request) => {
			const tied = this.#ties.of(otherOf(request).id);
			return !tied || tied.request_direction === this.direction;
		})
	);

	constructor(direction: Direction, ties: Ties) {
		this.direction = direction;
		this.#ties = ties;
	}

	read({ friend_requests, meta }: RequestPage, more: boolean): void {
		this.#requests = this.#joined(more ? this.#requests : [], friend_requests);
		this.hasMore = meta.has_more;
		this.cursor = meta.cursor;
		this.load = 'ready';
		this.error = null;
	}

	fail(error: ApiError): void {
		this.error = error;
		if (this.#requests.length === 0) this.load = 'error';
	}

	hear(event: GraphEvent): void {
		if (!('friend_request' in event.data)) return;
		const { friend_request } = event.data;
		if (event.type === 'friend_request_closed') {
			this.#closed.add(friend_request.id);
			this.#requests = this.#requests.filter(({ id }) => id !== friend_request.id);
		} else if (friend_request.direction === this.direction) {
			this.#requests = this.#joined([friend_request], this.#requests);
		}
	}

	#joined(first: readonly FriendRequest[], second: readonly FriendRequest[]): FriendRequest[] {
		const all = new Map([...second, ...first].map((request) => [request.id, request]));
		for (const id of this.#closed) all.delete(id);
		for (const request of all.values()) this.#assume(request);
		// Ids are made of the time.
		return [...all.values()].sort((a, b) => (a.id < b.id ? 1 : -1));
	}

	#assume(request: FriendRequest): void {
		const waiting = { request_id: request.id, request_direction: request.direction };
		this.#ties.assume(otherOf(request).id, { ...stranger, ...waiting });
	}
}

export async function readRequests(
	requests: Requests,
	source: (direction: Direction, cursor: string | null) => Promise<RequestPage>,
	{ more = false } = {}
): Promise<void> {
	if (requests.load === 'error') requests.load = 'loading';
	try {
		requests.read(await source(requests.direction, more ? requests.cursor : null), more);
	} catch (error) {
		if (!(error instanceof ApiError)) throw error;
		requests.fail(error);
		if (more) throw error;
	}
}
