import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { backoff } from './backoff';
import { eventAt, FakeWebSocket } from './fakeWebSocket';
import { comeBack, connect, listening, offsets, room } from './testLine';

beforeEach(() => {
	vi.useFakeTimers();
	FakeWebSocket.all = [];
});

afterEach(() => {
	vi.useRealTimers();
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
			FakeWebSocket.last.hangUp(1011);
			vi.advanceTimersByTime(wait - 1);
			expect(FakeWebSocket.all).toHaveLength(before);
			vi.advanceTimersByTime(1);
			expect(FakeWebSocket.all).toHaveLength(before + 1);
		}
	});

	it('waits for room when there are too many windows, and tries at once when it is looked at', () => {
		const states: string[] = [];
		const socket = connect({ onState: (state) => states.push(state) });
		FakeWebSocket.last.hangUp(4429);
		vi.advanceTimersByTime(29_999);
		expect(FakeWebSocket.all).toHaveLength(1);
		vi.advanceTimersByTime(1);
		expect(FakeWebSocket.all).toHaveLength(2);
		FakeWebSocket.last.hangUp(4429);
		socket.wake();
		FakeWebSocket.last.open();
		expect(states).toEqual([
			'connecting',
			'crowded',
			'connecting',
			'crowded',
			'connecting',
			'open'
		]);
	});

	it('comes back soon after having said too much', () => {
		const socket = connect();
		FakeWebSocket.last.open();
		FakeWebSocket.last.hangUp(4429);
		expect(socket.state).toBe('waiting');
		vi.advanceTimersByTime(4_999);
		expect(FakeWebSocket.all).toHaveLength(1);
		vi.advanceTimersByTime(1);
		expect(FakeWebSocket.all).toHaveLength(2);
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
