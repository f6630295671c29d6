import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { backoff } from './backoff';
import { eventAt, FakeWebSocket } from './fakeWebSocket';
import type { TopicEvent, TopicSignal } from './protocol';
import { Socket, SocketError, type SocketOptions } from './socket';

const room = 'room:kitchen';

function listener() {
	return {
		event: vi.fn<(event: TopicEvent) => void>(),
		refetch: vi.fn<() => void>(),
		signal: vi.fn<(signal: TopicSignal) => void>(),
		withdrawn: vi.fn<(code: string) => void>()
	};
}

function offsets(ear: ReturnType<typeof listener>): number[] {
	return ear.event.mock.calls.map(([event]) => event.offset);
}

function connect(options: Partial<SocketOptions> = {}) {
	const socket = new Socket({
		url: 'ws://house/api/v1/ws',
		create: () => new FakeWebSocket() as unknown as WebSocket,
		random: () => 0,
		...options
	});
	socket.start();
	return socket;
}

async function listening(position = { epoch: 'e', offset: 5 }) {
	const socket = connect();
	const ear = listener();
	const subscription = socket.subscribe(room, ear);
	FakeWebSocket.last.open();
	await FakeWebSocket.last.reply({ [room]: position });
	return { socket, ear, subscription };
}

/** Lose the line and come back, up to the point where the server has yet to answer. */
function comeBack(code = 1006) {
	FakeWebSocket.last.hangUp(code);
	vi.advanceTimersByTime(30_000);
	FakeWebSocket.last.open();
}

beforeEach(() => {
	vi.useFakeTimers();
	FakeWebSocket.all = [];
});

afterEach(() => {
	vi.useRealTimers();
});

describe('subscribing', () => {
	it('asks for a topic without a position and is ready once it has one', async () => {
		const { subscription, ear } = await listening();
		expect(FakeWebSocket.last.asked('subscribe')[0]?.data).toEqual({ topics: { [room]: null } });
		await subscription.ready;
		expect(ear.refetch).not.toHaveBeenCalled();
	});

	it('asks in one frame for what is asked in one breath', async () => {
		const socket = connect();
		FakeWebSocket.last.open();
		socket.subscribe('a:1', listener());
		socket.subscribe('b:2', listener());
		await Promise.resolve();
		expect(FakeWebSocket.last.asked('subscribe').map((frame) => frame.data)).toEqual([
			{ topics: { 'a:1': null, 'b:2': null } }
		]);
	});

	it('lets two listeners share one topic, and leaves it with the last', async () => {
		const { socket, ear, subscription } = await listening();
		const other = listener();
		const second = socket.subscribe(room, other);
		FakeWebSocket.last.tell(eventAt(room, 6));
		expect([offsets(ear), offsets(other)]).toEqual([[6], [6]]);
		subscription.close();
		expect(FakeWebSocket.last.asked('unsubscribe')).toEqual([]);
		second.close();
		expect(FakeWebSocket.last.asked('unsubscribe')[0]?.data).toEqual({ topics: [room] });
	});

	it('does not keep the first snapshot waiting, and has it read again when the place is known', async () => {
		const socket = connect();
		const ear = listener();
		const { ready } = socket.subscribe(room, ear);
		vi.advanceTimersByTime(1_500);
		await ready;
		FakeWebSocket.last.open();
		await FakeWebSocket.last.reply({ [room]: { epoch: 'e', offset: 5 } });
		expect(ear.refetch).toHaveBeenCalledOnce();
	});

	it('keeps the other topics when one is refused', async () => {
		const socket = connect();
		const [mine, theirs] = [listener(), listener()];
		socket.subscribe('room:mine', mine);
		socket.subscribe('room:theirs', theirs);
		const line = FakeWebSocket.last;
		line.open();
		const refuse = (id: number | undefined) =>
			line.tell({ type: 'error', id, data: { code: 'FORBIDDEN', error: 'Not yours.' } });
		refuse(line.asked('subscribe')[0]?.id);
		await vi.advanceTimersByTimeAsync(0);
		const [, first, second] = line.asked('subscribe');
		line.tell({ type: 'reply', id: first?.id, data: { 'room:mine': { epoch: 'e', offset: 1 } } });
		refuse(second?.id);
		await vi.advanceTimersByTimeAsync(0);
		line.tell(eventAt('room:mine', 2));
		expect(offsets(mine)).toEqual([2]);
		expect(theirs.withdrawn).toHaveBeenCalledWith('FORBIDDEN');
	});
});

describe('a refusal', () => {
	it('costs only the topic that it names', async () => {
		const socket = connect();
		const [mine, theirs] = [listener(), listener()];
		socket.subscribe('room:mine', mine);
		socket.subscribe('room:theirs', theirs);
		FakeWebSocket.last.open();
		await FakeWebSocket.last.reply({
			'room:mine': { epoch: 'e', offset: 1 },
			'room:theirs': { code: 'NOT_FOUND', error: 'There is no such room.' }
		});
		FakeWebSocket.last.tell(eventAt('room:mine', 2), eventAt('room:theirs', 2));
		expect(offsets(mine)).toEqual([2]);
		expect(theirs.withdrawn).toHaveBeenCalledWith('NOT_FOUND');
		expect(theirs.event).not.toHaveBeenCalled();
	});

	it('that only means "not now" is asked again', async () => {
		const socket = connect();
		const ear = listener();
		socket.subscribe(room, ear);
		FakeWebSocket.last.open();
		await FakeWebSocket.last.reply({ [room]: { code: 'UNAVAILABLE', error: 'In a moment.' } });
		expect(ear.withdrawn).not.toHaveBeenCalled();
		await vi.advanceTimersByTimeAsync(4_000);
		expect(FakeWebSocket.last.asked('subscribe')).toHaveLength(2);
	});
});

describe('hearing', () => {
	it('takes several frames from one message', async () => {
		const { ear } = await listening();
		FakeWebSocket.last.tell(eventAt(room, 6), eventAt(room, 7));
		expect(offsets(ear)).toEqual([6, 7]);
	});

	it('drops what it has heard before, by offset and by event id', async () => {
		const { ear } = await listening();
		FakeWebSocket.last.tell(eventAt(room, 6), eventAt(room, 6), eventAt(room, 7, 'event-6'));
		expect(offsets(ear)).toEqual([6]);
	});

	it('asks for a refetch when an offset is missing', async () => {
		const { ear } = await listening();
		FakeWebSocket.last.tell(eventAt(room, 8));
		expect(offsets(ear)).toEqual([8]);
		expect(ear.refetch).toHaveBeenCalledOnce();
	});

	it('passes on what has no place in the order', async () => {
		const { ear } = await listening();
		FakeWebSocket.last.tell({ type: 'typing', topic: room, data: { user_id: 'ada' } });
		expect(ear.signal).toHaveBeenCalledOnce();
		expect(ear.event).not.toHaveBeenCalled();
	});

	it('leaves out a frame that it cannot read and goes on with the next', async () => {
		const { ear } = await listening();
		const line = FakeWebSocket.last;
		line.onmessage?.({ data: `{"broken\n${JSON.stringify(eventAt(room, 6))}\n` });
		expect(offsets(ear)).toEqual([6]);
	});

	it('hears nothing more of a topic whose right was withdrawn', async () => {
		const { ear } = await listening();
		const line = FakeWebSocket.last;
		line.tell({ type: 'unsubscribed', topic: room, data: { code: 'WITHDRAWN' } });
		line.tell(eventAt(room, 6));
		expect(ear.withdrawn).toHaveBeenCalledWith('WITHDRAWN');
		expect(ear.event).not.toHaveBeenCalled();
		comeBack();
		expect(FakeWebSocket.last.asked('subscribe')).toEqual([]);
	});
});

describe('coming back', () => {
	it('resumes where it stopped and hears exactly what it missed', async () => {
		const { ear } = await listening();
		FakeWebSocket.last.tell(eventAt(room, 6));
		comeBack();
		expect(FakeWebSocket.last.asked('subscribe')[0]?.data).toEqual({
			topics: { [room]: { epoch: 'e', offset: 6 } }
		});
		await FakeWebSocket.last.reply({ [room]: { epoch: 'e', offset: 8, recovered: true } });
		FakeWebSocket.last.tell(eventAt(room, 7), eventAt(room, 8));
		expect(offsets(ear)).toEqual([6, 7, 8]);
		expect(ear.refetch).not.toHaveBeenCalled();
	});

	it('hears it too when what was missed comes before the reply', async () => {
		const { ear } = await listening();
		comeBack();
		FakeWebSocket.last.tell(eventAt(room, 6), eventAt(room, 7));
		await FakeWebSocket.last.reply({ [room]: { epoch: 'e', offset: 7, recovered: true } });
		FakeWebSocket.last.tell(eventAt(room, 8));
		expect(offsets(ear)).toEqual([6, 7, 8]);
		expect(ear.refetch).not.toHaveBeenCalled();
	});

	it('asks for a refetch when the server cannot recover, and goes on in the new epoch', async () => {
		const { ear } = await listening();
		comeBack();
		await FakeWebSocket.last.reply({ [room]: { epoch: 'new', offset: 2, recovered: false } });
		expect(ear.refetch).toHaveBeenCalledOnce();
		FakeWebSocket.last.tell(eventAt(room, 3));
		expect(offsets(ear)).toEqual([3]);
		comeBack();
		expect(FakeWebSocket.last.asked('subscribe')[0]?.data).toEqual({
			topics: { [room]: { epoch: 'new', offset: 3 } }
		});
	});

	it('refetches when the server itself lost its place', async () => {
		const { ear } = await listening();
		const data = { epoch: 'new', offset: 0, recovered: false };
		FakeWebSocket.last.tell({ type: 'resynced', topic: room, data }, eventAt(room, 1));
		expect(ear.refetch).toHaveBeenCalledOnce();
		expect(offsets(ear)).toEqual([1]);
	});

	it('waits longer after each failure, up to thirty seconds, never less than one', () => {
		const longest = [0, 1, 2, 3, 4, 5, 9].map((attempt) => backoff(attempt, () => 1));
		expect(longest).toEqual([2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
		expect(backoff(9, () => 0)).toBe(1_000);
	});

	it('counts only a server that speaks as reached', () => {
		connect({ random: () => 1 });
		for (const wait of [2_000, 4_000, 8_000]) {
			const before = FakeWebSocket.all.length;
			FakeWebSocket.last.onopen?.();
			FakeWebSocket.last.hangUp(1011);
			vi.advanceTimersByTime(wait - 1);
			expect(FakeWebSocket.all).toHaveLength(before);
			vi.advanceTimersByTime(1);
			expect(FakeWebSocket.all).toHaveLength(before + 1);
		}
	});

	it('never comes back after the session has ended', async () => {
		const onSessionEnded = vi.fn();
		const socket = connect({ onSessionEnded });
		FakeWebSocket.last.open();
		FakeWebSocket.last.hangUp(4401);
		vi.advanceTimersByTime(120_000);
		socket.wake();
		expect(FakeWebSocket.all).toHaveLength(1);
		expect(socket.state).toBe('stopped');
		expect(onSessionEnded).toHaveBeenCalledOnce();
	});

	it('tries at once when the device wakes', async () => {
		const { socket } = await listening();
		FakeWebSocket.last.hangUp(1006);
		expect(socket.state).toBe('waiting');
		socket.wake();
		expect(FakeWebSocket.all).toHaveLength(2);
	});

	it('replaces a line that only looks alive', async () => {
		const { socket } = await listening();
		socket.wake();
		expect(FakeWebSocket.last.asked('ping')).toHaveLength(1);
		await vi.advanceTimersByTimeAsync(4_000);
		expect(FakeWebSocket.all).toHaveLength(2);
		expect(FakeWebSocket.all[0]?.closed).toBe(true);
	});

	it('keeps a line that answers', async () => {
		const { socket } = await listening();
		socket.wake();
		const line = FakeWebSocket.last;
		line.tell({ type: 'reply', id: line.asked('ping')[0]?.id, data: {} });
		await vi.advanceTimersByTimeAsync(10_000);
		expect(FakeWebSocket.all).toHaveLength(1);
	});

	it('asks whether one is still signed in when it keeps failing', () => {
		const onTrouble = vi.fn();
		connect({ onTrouble });
		for (let failure = 0; failure < 3; failure += 1) {
			FakeWebSocket.last.hangUp(1006);
			vi.advanceTimersByTime(1_000);
		}
		expect(onTrouble).toHaveBeenCalledOnce();
	});
});

describe('asking', () => {
	it('refuses at once when there is no connection', async () => {
		const socket = connect();
		await expect(socket.request('ping')).rejects.toThrow(SocketError);
	});

	it('refuses what was open when the line is lost', async () => {
		const { socket } = await listening();
		const asked = expect(socket.request('ping')).rejects.toMatchObject({ code: 'OFFLINE' });
		FakeWebSocket.last.hangUp(1006);
		await asked;
	});

	it('forgets every topic when it is stopped', async () => {
		const { socket } = await listening();
		socket.stop();
		socket.start();
		FakeWebSocket.last.open();
		expect(FakeWebSocket.last.asked('subscribe')).toEqual([]);
	});
});
