import { SocketError } from '$lib/kernel';
import { keyOf, type Word } from './apply';
import { Pace } from './pace';
import type { Point } from './plane/view';
import type { CanvasStore } from './store.svelte';

/** The way to the others on a canvas. */
export interface Line {
	request(type: string, data: unknown): Promise<Record<string, unknown>>;
	say(type: string, data: unknown): void;
	/** Whether one stands before the canvas again, after the connection was lost, within a time. */
	back(within: number): Promise<boolean>;
}

/** Words said into a short gap are said when it is over, and still seen by their own speaker. */
const gap = 5_000;

/** The house takes five a second. */
const every = 220;

interface Growing {
	draftId: string;
	payload: string;
	position: Point;
}

/** Saying something on one canvas: it shows here at once, and is taken back if it is refused. */
export class Talking {
	readonly #topic: string;
	readonly #me: { id: string; username: string };
	readonly #line: Line;
	readonly #store: CanvasStore;
	readonly #now: () => number;
	readonly #growth: Pace<Growing>;
	readonly #moves: Pace<Point>;

	constructor(parts: {
		topic: string;
		me: { id: string; username: string };
		line: Line;
		store: CanvasStore;
		now: () => number;
	}) {
		this.#topic = parts.topic;
		this.#me = parts.me;
		this.#line = parts.line;
		this.#store = parts.store;
		this.#now = parts.now;
		this.#growth = new Pace(every, ({ draftId, payload, position }) =>
			this.#line.say('chat_update', {
				topic: this.#topic,
				draft_id: draftId,
				payload,
				position
			})
		);
		this.#moves = new Pace(every, (position) =>
			this.#line.say('move', { topic: this.#topic, position })
		);
	}

	/** Others may see it while it is typed; nothing at all gives it up. */
	grow(draftId: string, payload: string, position: Point): void {
		this.#growth.push({ draftId, payload, position });
	}

	move(position: Point): void {
		this.#moves.push(position);
	}

	async say(draftId: string, text: string, place: Point): Promise<void> {
		this.#growth.drop();
		const word = this.#wordOf(draftId, text, place);
		const { key } = word;
		this.#store.say(word);
		try {
			const told = await this.#through({
				topic: this.#topic,
				payload: text,
				position: place,
				draft_id: draftId
			});
			if (typeof told['payload'] === 'string') this.#store.confirm(key, told['payload']);
		} catch (error) {
			if (!(error instanceof SocketError)) throw error;
			const { code, details, message } = error;
			const wait = typeof details['retry_after'] === 'number' ? details['retry_after'] : null;
			this.#store.refuse({ code, message, wait, at: this.#now(), word });
			this.#growth.push({ draftId, payload: '', position: place });
		}
	}

	/** What was begun makes room for other words, and can be taken up like what was refused. */
	setAside(draftId: string, text: string, place: Point): void {
		const word = this.#wordOf(draftId, text, place);
		this.#store.keep({ code: 'SET_ASIDE', message: '', wait: null, at: word.at, word });
	}

	#wordOf(draftId: string, text: string, place: Point): Word {
		const { id: userId, username } = this.#me;
		return { key: keyOf(userId, draftId), userId, username, text, place, at: this.#now() };
	}

	/** Said once more when the line was lost under it: whoever heard it knows its draft's name. */
	async #through(chat: object): Promise<Record<string, unknown>> {
		try {
			return await this.#line.request('chat', chat);
		} catch (error) {
			if (!isOffline(error) || !(await this.#line.back(gap))) throw error;
			return this.#line.request('chat', chat);
		}
	}
}

function isOffline(error: unknown): boolean {
	return error instanceof SocketError && error.code === 'OFFLINE';
}

/** Names what one is about to say; `crypto.randomUUID` is missing behind plain http. */
export function newDraftId(): string {
	const bytes = crypto.getRandomValues(new Uint8Array(9));
	return btoa(String.fromCharCode(...bytes));
}
