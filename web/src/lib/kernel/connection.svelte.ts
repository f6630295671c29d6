import { createContext } from 'svelte';
import type { SocketState } from './socket';

/** What the banner says about the line to the server; most of the time nothing. */
export type ConnectionNotice = 'none' | 'connecting' | 'crowded' | 'offline' | 'reconnected';

const quietFor = 2_000;
const gladFor = 3_000;

/**
 * Turns the ups and downs of the line into something worth saying: nothing about a short
 * interruption, and that it is over only to those who were told that it began.
 */
export class Connection {
	notice = $state<ConnectionNotice>('none');
	online = $state(true);

	#state: SocketState = 'stopped';
	#timer: ReturnType<typeof setTimeout> | undefined;

	socketIs(state: SocketState): void {
		const wasOpen = this.#state === 'open' || this.#state === 'stopped';
		this.#state = state;
		if (state === 'open') this.#opened();
		else if (state === 'stopped') this.#say('none');
		else if (state === 'crowded' && this.online) this.#say('crowded');
		else if (wasOpen && this.notice !== 'offline') {
			this.#later(quietFor, this.online ? 'connecting' : 'offline');
		}
	}

	/** What the device itself says about its network. */
	deviceIs(online: boolean): void {
		this.online = online;
		if (!online) this.#say('offline');
		else if (this.notice !== 'offline') return;
		else if (this.#state === 'open') this.#opened();
		else this.#say(this.#state === 'stopped' ? 'none' : 'connecting');
	}

	#opened(): void {
		const told = this.notice !== 'none' && this.notice !== 'reconnected';
		this.#say(told ? 'reconnected' : 'none');
		if (told) this.#later(gladFor, 'none');
	}

	#say(notice: ConnectionNotice): void {
		clearTimeout(this.#timer);
		this.notice = notice;
	}

	#later(delay: number, notice: ConnectionNotice): void {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => (this.notice = notice), delay);
	}
}

export const [useConnection, provideConnection] = createContext<Connection>();
