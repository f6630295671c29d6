import type { ApiError } from '$lib/api';
import type { Invite } from '../types';
import type { Load } from './members.svelte';

export type InviteState = 'usable' | 'spent' | 'expired';

export function inviteState(invite: Invite, now: number): InviteState {
	if (Date.parse(invite.expires_at) <= now) return 'expired';
	return invite.uses >= invite.max_uses ? 'spent' : 'usable';
}

export class Invites {
	load = $state<Load>('loading');
	loadingMore = $state(false);
	error = $state.raw<ApiError | null>(null);
	cursor = $state<string | null>(null);
	hasMore = $state(false);
	/** The one just made, whose link is waiting to be copied. */
	made = $state.raw<Invite | null>(null);

	#invites = $state.raw<readonly Invite[]>([]);
	#revoking = $state.raw<ReadonlySet<string>>(new Set());
	#revoked = new Set<string>();

	readonly rows: readonly Invite[] = $derived(
		this.#invites.filter((invite) => !this.#revoking.has(invite.id))
	);

	begin(more = false): void {
		this.loadingMore = more;
		if (this.load === 'error') this.load = 'loading';
	}

	read(
		invites: readonly Invite[],
		meta: { cursor: string | null; has_more: boolean },
		more = false
	): void {
		const known = more ? this.#invites : [];
		const ids = new Set(known.map((invite) => invite.id));
		const came = invites.filter((invite) => !ids.has(invite.id) && !this.#revoked.has(invite.id));
		this.#invites = [...known, ...came];
		this.cursor = meta.cursor;
		this.hasMore = meta.has_more;
		this.load = 'ready';
		this.loadingMore = false;
		this.error = null;
	}

	fail(error: ApiError): void {
		this.error = error;
		this.loadingMore = false;
		if (this.#invites.length === 0) this.load = 'error';
	}

	add(invite: Invite): void {
		this.made = invite;
		this.#invites = [invite, ...this.#invites.filter((known) => known.id !== invite.id)];
	}

	hide(id: string): void {
		this.#revoking = new Set([...this.#revoking, id]);
	}

	show(id: string): void {
		this.#revoking = new Set([...this.#revoking].filter((other) => other !== id));
	}

	remove(id: string): void {
		this.#revoked.add(id);
		this.#invites = this.#invites.filter((invite) => invite.id !== id);
		if (this.made?.id === id) this.made = null;
		this.show(id);
	}
}
