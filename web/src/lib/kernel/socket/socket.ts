import { backoff } from './backoff';
import {
	closeCodes,
	parseFrames,
	parsePosition,
	parseRefusal,
	type Details,
	type Frame
} from './protocol';
import { Topic, type Subscriber, type Subscription } from './topic';

/** `crowded` is waiting too: this member has as many sockets as the house allows. */
export type SocketState = 'stopped' | 'connecting' | 'open' | 'waiting' | 'crowded';

export interface SocketOptions {
	url: string;
	/** The session ended on the server: nothing to come back to. */
	onSessionEnded?: () => void;
	/** Several tries in a row failed: the moment to ask whether one is still signed in. */
	onTrouble?: () => void;
	onState?: (state: SocketState) => void;
	create?: (url: string) => WebSocket;
	random?: () => number;
}

type Settle = { resolve: (data: Record<string, unknown>) => void; reject: (error: Error) => void };

/** A snapshot is not kept waiting longer than this for its position. */
const readyWithin = 1_500;
const connectWithin = 15_000;
const pongWithin = 4_000;
const topicsPerFrame = 100;
const triesBeforeTrouble = 3;
/** At least how long to wait after having said too much, and when there are too many windows. */
const waitAfterFlood = 5_000;
const waitForRoom = 30_000;
/** Refusals that say "not now" and nothing about a right. */
const passing = ['UNAVAILABLE', 'RATE_LIMITED'];

/** Refused by the socket itself, before or instead of an answer. */
export class SocketError extends Error {
	override readonly name = 'SocketError';
	readonly code: string;
	readonly details: Details;

	constructor(code: string, message: string, details: Details = {}) {
		super(message);
		this.code = code;
		this.details = details;
	}
}

/**
 * The one connection on which the house tells what is happening.
 *
 * Promises each subscriber of a topic every event once and in order; where that cannot be
 * promised (the window was too short, the epoch is new, an offset is missing) it asks the
 * subscriber to refetch. Comes back by itself after an interruption, at once when the device
 * wakes, but never after the session has ended.
 */
export class Socket {
	#options: SocketOptions;
	#socket: WebSocket | null = null;
	#state: SocketState = 'stopped';
	#topics = new Map<string, Topic>();
	#unsent = new Set<Topic>();
	#requests = new Map<number, Settle>();
	#lastId = 0;
	#attempt = 0;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#flushing = false;

	constructor(options: SocketOptions) {
		this.#options = options;
	}

	get state(): SocketState {
		return this.#state;
	}

	start(): void {
		if (this.#state === 'stopped') this.#connect();
	}

	/** Leave for good and forget every topic, as when signing out. */
	stop(): void {
		for (const topic of this.#topics.values()) topic.stopWaiting();
		this.#topics.clear();
		this.#unsent.clear();
		this.#drop();
		this.#attempt = 0;
		this.#enter('stopped');
	}

	/** The device woke or came online: try at once, or make sure that the line is still alive. */
	wake(): void {
		if (this.#state === 'waiting' || this.#state === 'crowded') this.#connect();
		else if (this.#state === 'open') void this.#checkAlive();
	}

	subscribe(name: string, subscriber: Subscriber): Subscription {
		let topic = this.#topics.get(name);
		if (!topic) {
			topic = new Topic(name);
			this.#topics.set(name, topic);
			setTimeout(topic.stopWaiting.bind(topic), readyWithin);
			this.#announce([topic]);
		}
		topic.subscribers.add(subscriber);
		return { ready: topic.ready, close: () => this.#leave(name, subscriber) };
	}

	/** Ask and wait for the reply. */
	request(type: string, data: unknown = {}): Promise<Record<string, unknown>> {
		if (this.#state !== 'open' || !this.#socket) {
			return Promise.reject(new SocketError('OFFLINE', 'The connection is not open.'));
		}
		const id = ++this.#lastId;
		this.#socket.send(JSON.stringify({ type, id, data }));
		return new Promise((resolve, reject) => this.#requests.set(id, { resolve, reject }));
	}

	/** Say something in passing; lost without a trace while there is no connection. */
	say(type: string, data: unknown): void {
		if (this.#state === 'open') this.#socket?.send(JSON.stringify({ type, data }));
	}

	#connect(): void {
		this.#drop();
		this.#enter('connecting');
		const create = this.#options.create ?? ((url: string) => new WebSocket(url));
		const socket = create(this.#options.url);
		this.#socket = socket;
		this.#timer = setTimeout(() => this.#lost(0), connectWithin);
		socket.onmessage = (message) => {
			if (typeof message.data === 'string') parseFrames(message.data).forEach((f) => this.#hear(f));
		};
		socket.onclose = (event) => this.#lost(event.code);
	}

	#opened(): void {
		clearTimeout(this.#timer);
		this.#enter('open');
		this.#unsent.clear();
		this.#subscribeMany([...this.#topics.values()]);
	}

	#lost(code: number): void {
		const greeted = this.#state === 'open';
		this.#drop();
		if (code === closeCodes.sessionEnded) {
			this.stop();
			this.#options.onSessionEnded?.();
			return;
		}
		const delay = backoff(this.#attempt, this.#options.random ?? Math.random);
		this.#attempt += 1;
		const refused = code === closeCodes.tooMany;
		this.#enter(refused && !greeted ? 'crowded' : 'waiting');
		const atLeast = refused ? (greeted ? waitAfterFlood : waitForRoom) : 0;
		this.#timer = setTimeout(() => this.#connect(), Math.max(delay, atLeast));
		if (this.#attempt % triesBeforeTrouble === 0) this.#options.onTrouble?.();
	}

	/** Let go of the current connection without hearing from it again. */
	#drop(): void {
		clearTimeout(this.#timer);
		const socket = this.#socket;
		this.#socket = null;
		if (socket) {
			socket.onmessage = socket.onclose = null;
			socket.close();
		}
		const open = [...this.#requests.values()];
		this.#requests.clear();
		for (const { reject } of open) {
			reject(new SocketError('OFFLINE', 'The connection was lost.'));
		}
	}

	#hear(frame: Frame): void {
		// Only a server that speaks counts as reached: one that closes at once must not be
		// tried again without a growing pause.
		this.#attempt = 0;
		if (frame.kind === 'hello') this.#opened();
		else if (frame.kind === 'event') this.#topics.get(frame.event.topic)?.take(frame.event);
		else if (frame.kind === 'signal') this.#topics.get(frame.signal.topic)?.pass(frame.signal);
		else if (frame.kind === 'unsubscribed') this.#withdraw(frame.topic, frame.code);
		else if (frame.kind === 'resynced')
			this.#topics.get(frame.topic)?.confirm(frame.position, false);
		else if (frame.kind === 'reply') this.#settle(frame.id)?.resolve(frame.data);
		else if (frame.kind === 'error' && frame.id !== null) {
			const { code, details, message } = frame;
			this.#settle(frame.id)?.reject(new SocketError(code, message, details));
		}
	}

	#settle(id: number): Settle | undefined {
		const settle = this.#requests.get(id);
		this.#requests.delete(id);
		return settle;
	}

	/** Topics that are asked for in one breath travel in one frame. */
	#announce(topics: Topic[]): void {
		for (const topic of topics) this.#unsent.add(topic);
		if (this.#state !== 'open' || this.#flushing) return;
		this.#flushing = true;
		queueMicrotask(() => {
			this.#flushing = false;
			const waiting = [...this.#unsent];
			this.#unsent.clear();
			if (this.#state === 'open') this.#subscribeMany(waiting);
		});
	}

	#subscribeMany(topics: Topic[]): void {
		for (let start = 0; start < topics.length; start += topicsPerFrame) {
			void this.#ask(topics.slice(start, start + topicsPerFrame));
		}
	}

	async #ask(topics: Topic[]): Promise<void> {
		const positions = Object.fromEntries(topics.map((topic) => [topic.name, topic.position]));
		let reply: Record<string, unknown>;
		try {
			reply = await this.request('subscribe', { topics: positions });
		} catch (error) {
			const code = error instanceof SocketError ? error.code : 'UNKNOWN';
			if (code === 'OFFLINE') return;
			// One topic that is not ours to hear must not cost us the others.
			if (topics.length > 1) for (const topic of topics) void this.#ask([topic]);
			else for (const topic of topics) this.#refused(topic, code);
			return;
		}
		for (const topic of topics) {
			const answer = reply[topic.name];
			const position = parsePosition(answer);
			const refusal = parseRefusal(answer);
			if (position) topic.confirm(position, position.recovered);
			else if (refusal) this.#refused(topic, refusal);
		}
	}

	#refused(topic: Topic, code: string): void {
		if (!passing.includes(code)) return this.#withdraw(topic.name, code);
		setTimeout(
			() => {
				if (this.#topics.get(topic.name) === topic) this.#announce([topic]);
			},
			backoff(1, this.#options.random ?? Math.random)
		);
	}

	#withdraw(name: string, code: string): void {
		const topic = this.#topics.get(name);
		this.#topics.delete(name);
		topic?.withdraw(code);
	}

	#leave(name: string, subscriber: Subscriber): void {
		const topic = this.#topics.get(name);
		if (!topic?.subscribers.delete(subscriber) || topic.subscribers.size > 0) return;
		this.#topics.delete(name);
		if (this.#unsent.delete(topic)) return;
		this.say('unsubscribe', { topics: [name] });
	}

	async #checkAlive(): Promise<void> {
		const socket = this.#socket;
		const timeout = setTimeout(() => {
			if (this.#socket === socket) this.#connect();
		}, pongWithin);
		await this.request('ping').catch(() => {});
		clearTimeout(timeout);
	}

	#enter(state: SocketState): void {
		if (this.#state === state) return;
		this.#state = state;
		this.#options.onState?.(state);
	}
}
