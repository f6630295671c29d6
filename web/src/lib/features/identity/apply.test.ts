import { describe, expect, it } from 'vitest';
import { applySessionEvent, noSessions, readSessions, sortedSessions } from './apply';
import type { Session, SessionEvent } from './types';

function session(id: string, more: Partial<Session> = {}): Session {
	return {
		id,
		device: 'Firefox on Linux',
		address: '203.0.113.7',
		created_at: '2026-11-01T08:00:00Z',
		last_seen_at: '2026-11-20T08:00:00Z',
		expires_at: '2026-12-20T08:00:00Z',
		current: false,
		...more
	};
}

const started = (id: string, offset: number): SessionEvent => ({
	type: 'session_started',
	offset,
	data: { session: session(id) }
});
const ended = (id: string, offset: number): SessionEvent => ({
	type: 'session_ended',
	offset,
	data: { session_id: id }
});

describe('sessions', () => {
	const laptop = session('laptop', { current: true });
	const read = readSessions(noSessions, [laptop, session('phone')], noSessions);

	it('shows a session that starts elsewhere', () => {
		const state = applySessionEvent(read, started('tablet', 1));
		expect(Object.keys(state.sessions).sort()).toEqual(['laptop', 'phone', 'tablet']);
	});

	it('drops a session that ends elsewhere', () => {
		const state = applySessionEvent(read, ended('phone', 1));
		expect(Object.keys(state.sessions)).toEqual(['laptop']);
	});

	it('never takes the mark of this device from an event', () => {
		const state = applySessionEvent(noSessions, {
			type: 'session_started',
			offset: 1,
			data: { session: session('tablet', { current: true }) }
		});
		expect(state.sessions['tablet']?.current).toBe(false);
	});

	it('keeps the mark of this device when its own start is told late', () => {
		const state = applySessionEvent(read, started('laptop', 1));
		expect(state.sessions['laptop']?.current).toBe(true);
	});

	it('comes to the same whatever the order and however often an event is told', () => {
		const a = [started('tablet', 1), ended('tablet', 2), ended('phone', 3)].reduce(
			applySessionEvent,
			read
		);
		const b = [
			ended('phone', 3),
			ended('tablet', 2),
			started('tablet', 1),
			ended('phone', 3)
		].reduce(applySessionEvent, read);
		expect(a).toEqual(b);
		expect(Object.keys(a.sessions)).toEqual(['laptop']);
	});

	it('does not let an old list bring back what has ended meanwhile', () => {
		const since = read;
		const state = applySessionEvent(read, ended('phone', 1));
		expect(Object.keys(readSessions(state, [laptop, session('phone')], since).sessions)).toEqual([
			'laptop'
		]);
	});

	it('keeps what started while the list was being read, and forgets what a later list leaves out', () => {
		const during = applySessionEvent(read, started('tablet', 1));
		const first = readSessions(during, [laptop], read);
		expect(Object.keys(first.sessions).sort()).toEqual(['laptop', 'tablet']);
		const second = readSessions(first, [laptop], first);
		expect(Object.keys(second.sessions)).toEqual(['laptop']);
	});

	it('puts this device first, then the one used last', () => {
		const state = readSessions(
			noSessions,
			[
				session('old', { last_seen_at: '2026-11-01T08:00:00Z' }),
				session('recent', { last_seen_at: '2026-11-21T08:00:00Z' }),
				laptop
			],
			noSessions
		);
		expect(sortedSessions(state).map((s) => s.id)).toEqual(['laptop', 'recent', 'old']);
	});
});
