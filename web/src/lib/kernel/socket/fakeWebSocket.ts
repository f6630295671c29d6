import type { Position, TopicEvent } from './protocol';

interface Sent {
	type: string;
	id?: number;
	data: { topics?: Record<string, Position | null> | string[] };
}

/** The other end of the line, driven by a test. */
export class FakeWebSocket {
	static all: FakeWebSocket[] = [];

	onmessage: ((message: { data: string }) => void) | null = null;
	onclose: ((event: { code: number }) => void) | null = null;
	closed = false;
	readonly sent: Sent[] = [];

	constructor() {
		FakeWebSocket.all.push(this);
	}

	static get last(): FakeWebSocket {
		const last = FakeWebSocket.all.at(-1);
		if (!last) throw new Error('nothing has connected yet');
		return last;
	}

	send(text: string): void {
		this.sent.push(JSON.parse(text) as Sent);
	}

	close(): void {
		this.closed = true;
	}

	open(): void {
		this.tell({ type: 'hello', data: { heartbeat_seconds: 25 } });
	}

	/** All given frames in one message. */
	tell(...frames: object[]): void {
		this.onmessage?.({ data: frames.map((frame) => JSON.stringify(frame)).join('\n') });
	}

	hangUp(code: number): void {
		this.onclose?.({ code });
	}

	asked(type: string): Sent[] {
		return this.sent.filter((frame) => frame.type === type);
	}

	/** Answer the newest subscription. */
	async reply(data: Record<string, unknown>): Promise<void> {
		this.tell({ type: 'reply', id: this.asked('subscribe').at(-1)?.id, data });
		await Promise.resolve();
		await Promise.resolve();
	}
}

export function eventAt(topic: string, offset: number, id = `event-${offset}`): TopicEvent {
	return {
		type: 'new_message',
		topic,
		offset,
		event_id: id,
		data: { offset },
		timestamp: '2026-05-01T12:00:00Z'
	};
}
