import { vi } from 'vitest';
import { FakeWebSocket } from './fakeWebSocket';
import type { TopicEvent, TopicSignal } from './protocol';
import { Socket, type SocketOptions } from './socket';

export const room = 'room:kitchen';

export function listener() {
	return {
		event: vi.fn<(event: TopicEvent) => void>(),
		refetch: vi.fn<() => void>(),
		signal: vi.fn<(signal: TopicSignal) => void>(),
		withdrawn: vi.fn<(code: string) => void>()
	};
}

export function offsets(ear: ReturnType<typeof listener>): number[] {
	return ear.event.mock.calls.map(([event]) => event.offset);
}

export function connect(options: Partial<SocketOptions> = {}) {
	const socket = new Socket({
		url: 'ws://house/api/v1/ws',
		create: () => new FakeWebSocket() as unknown as WebSocket,
		random: () => 0,
		...options
	});
	socket.start();
	return socket;
}

export async function listening(position = { epoch: 'e', offset: 5 }) {
	const socket = connect();
	const ear = listener();
	const subscription = socket.subscribe(room, ear);
	FakeWebSocket.last.open();
	await FakeWebSocket.last.reply({ [room]: position });
	return { socket, ear, subscription };
}

/** Lose the line and come back, up to the point where the server has yet to answer. */
export function comeBack(code = 1006) {
	FakeWebSocket.last.hangUp(code);
	vi.advanceTimersByTime(30_000);
	FakeWebSocket.last.open();
}
