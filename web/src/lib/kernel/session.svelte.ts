import { createContext } from 'svelte';
import { ApiError, type Me, type MySession } from '$lib/api';

export type SessionStatus = 'unknown' | 'signed_in' | 'signed_out' | 'unreachable';

/** Ended by itself or from elsewhere, by the member's wish, or together with the account. */
export type SessionEnd = 'ended' | 'signed_out' | 'deleted';

/** Neither of the two where nobody is signed in; refused where the session that was shown is over. */
type Read = () => Promise<{ user: Me | null; session: MySession | null }>;

/** Who is sitting here. Components ask this and nothing else whether someone is signed in. */
export class Session {
	status = $state<SessionStatus>('unknown');
	user = $state.raw<Me | null>(null);
	/** The address of their picture, once it is known. */
	avatar = $state<string | null>(null);
	current = $state.raw<MySession | null>(null);
	/** Why nobody is signed in any more, which the sign-in page then says. */
	reason = $state<SessionEnd | null>(null);
	/** It is there, but has been asked for too much: it wants to be left alone for a moment. */
	crowded = $state(false);

	#read: Read;

	constructor(read: Read) {
		this.#read = read;
	}

	/** Ask the server anew: at the start, after signing in, after trouble on the line. */
	async refresh(): Promise<SessionStatus> {
		try {
			const { user, session } = await this.#read();
			this.crowded = false;
			if (user && session) this.adopt(user, session);
			else this.#nobody(this.user ? 'ended' : this.reason);
		} catch (error) {
			if (!(error instanceof ApiError)) throw error;
			this.crowded = error.status === 429;
			if (error.code === 'UNAUTHORIZED') this.#nobody(this.user ? 'ended' : this.reason);
			else if (this.status === 'unknown') this.status = 'unreachable';
		}
		return this.status;
	}

	/** Take over who the server says is here. */
	adopt(user: Me, session: MySession): void {
		this.user = user;
		this.current = session;
		this.reason = null;
		this.crowded = false;
		this.status = 'signed_in';
	}

	/** The account changed, here or on another device. */
	update(user: Me): void {
		if (this.user?.id === user.id) this.user = user;
	}

	end(reason: SessionEnd): void {
		this.#nobody(reason);
	}

	#nobody(reason: SessionEnd | null): void {
		this.user = null;
		this.avatar = null;
		this.current = null;
		this.reason = reason;
		this.status = 'signed_out';
	}
}

export const [useSession, provideSession] = createContext<Session>();
