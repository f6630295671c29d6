import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Connection } from './connection.svelte';

let connection: Connection;

beforeEach(() => {
	vi.useFakeTimers();
	connection = new Connection();
});

afterEach(() => {
	vi.useRealTimers();
});

describe('what is said about the connection', () => {
	it('is nothing about a short interruption', () => {
		connection.socketIs('open');
		connection.socketIs('waiting');
		vi.advanceTimersByTime(1_900);
		connection.socketIs('open');
		vi.advanceTimersByTime(10_000);
		expect(connection.notice).toBe('none');
	});

	it('is that it connects, once that takes longer than two seconds', () => {
		connection.socketIs('open');
		connection.socketIs('waiting');
		vi.advanceTimersByTime(1_000);
		connection.socketIs('connecting');
		vi.advanceTimersByTime(1_000);
		expect(connection.notice).toBe('connecting');
	});

	it('is that it is back, to those who were told that it was gone, and not for long', () => {
		connection.socketIs('connecting');
		vi.advanceTimersByTime(2_000);
		connection.socketIs('open');
		expect(connection.notice).toBe('reconnected');
		vi.advanceTimersByTime(3_000);
		expect(connection.notice).toBe('none');
	});

	it('is at once that the device is offline, until the line is back', () => {
		connection.socketIs('open');
		connection.deviceIs(false);
		expect(connection.notice).toBe('offline');
		connection.socketIs('waiting');
		connection.deviceIs(true);
		expect(connection.notice).toBe('connecting');
		connection.socketIs('open');
		expect(connection.notice).toBe('reconnected');
	});

	it('is that there are too many windows, while it tries again too, until there is room', () => {
		connection.socketIs('connecting');
		connection.socketIs('crowded');
		connection.socketIs('connecting');
		vi.advanceTimersByTime(10_000);
		expect(connection.notice).toBe('crowded');
		connection.socketIs('open');
		expect(connection.notice).toBe('reconnected');
	});

	it('is nothing once one has signed out', () => {
		connection.socketIs('connecting');
		vi.advanceTimersByTime(2_000);
		connection.socketIs('stopped');
		expect(connection.notice).toBe('none');
	});
});
