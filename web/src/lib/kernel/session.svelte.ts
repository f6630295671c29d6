import { createContext } from 'svelte';
import { ApiError, type Me, type MySession } from '$lib/api';

export type SessionStatus = 'unknown' | 'signed_in' | 'signed_out' | 'unreachable';

type Read = () => Promise<{ user: Me; session: MySession }>;

/** Who is sitting here. Components ask this and nothing else whether someone is signed in. */
export class Session {
	status = $state<SessionStatus>('unknown');
	user = $state.raw<Me | null>(null);
	current = $state.raw<MySession | null>(null);
	/** The session ended without the member asking for it, which the sign-in page then says. */
	lost = $state(false);

	#read: Read;

	constructor(read: Read) {
		this.#read = read;
	}

	/** Ask the server anew: at the start, after signing in, after trouble on the line. */
	async refresh(): Promise<SessionStatus> {
		try {
			const { user, session } = await this.#read();
			this.user = user;
			this.current = session;
			this.lost = false;
			this.status = 'signed_in';
		} catch (error) {
			if (!(error instanceof ApiError)) throw error;
			if (error.code === 'UNAUTHORIZED') this.end({ lost: this.status === 'signed_in' });
			else if (this.status === 'unknown') this.status = 'unreachable';
		}
		return this.status;
	}

	/** The account changed, here or on another device. */
	update(user: Me): void {
		if (this.user?.id === user.id) this.user = user;
	}

	end({ lost }: { lost: boolean }): void {
		this.user = null;
		this.current = null;
		this.lost = lost;
		this.status = 'signed_out';
	}
}

export const [useSession, provideSession] = createContext<Session>();
