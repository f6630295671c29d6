import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { eventAt, FakeWebSocket } from './fakeWebSocket';
import { SocketError } from './socket';
import { comeBack, connect, listener, listening, offsets, room } from './testLine';

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

	it('tells what a refusal says, and keeps the answers of two questions apart', async () => {
		const { socket } = await listening();
		const line = FakeWebSocket.last;
		const refused = socket.request('chat', { topic: room });
		const taken = socket.request('chat', { topic: room });
		const [first, second] = line.asked('chat').map(({ id }) => id);
		line.tell({ type: 'reply', id: second, data: { payload: 'Hello' } });
		line.tell({
			type: 'error',
			id: first,
			data: { code: 'RATE_LIMITED', error: 'Take a breath.', details: { retry_after: 12 } }
		});
		await expect(taken).resolves.toEqual({ payload: 'Hello' });
		await expect(refused).rejects.toMatchObject({
			code: 'RATE_LIMITED',
			message: 'Take a breath.',
			details: { retry_after: 12 }
		});
	});

	it('forgets every topic when it is stopped', async () => {
		const { socket } = await listening();
		socket.stop();
		socket.start();
		FakeWebSocket.last.open();
		expect(FakeWebSocket.last.asked('subscribe')).toEqual([]);
	});
});
