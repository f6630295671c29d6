import { describe, expect, it, vi } from 'vitest';
import { ApiError, type Api, type Member } from '$lib/api';
import type { Socket, Subscriber } from '$lib/kernel';
import { followWaiting, readWaiting } from './actions';
import { greetingAt } from './greeting';
import { Waiting } from './store.svelte';

const person = (username: string) => ({ id: username, username }) as Member;

function apiAnswering(...answers: (() => unknown)[]) {
	const get = vi.fn(async () => answers.shift()?.());
	return { get } as unknown as Api;
}

describe('who waits at the door', () => {
	it('is named up to three, and counted', async () => {
		const users = ['ada', 'ben', 'cleo', 'dan'].map(person);
		const waiting = new Waiting();
		await readWaiting(
			apiAnswering(() => ({ users, meta: { pending_count: 12 } })),
			waiting
		);
		expect(waiting.people.map((one) => one.username)).toEqual(['ada', 'ben', 'cleo']);
		expect([waiting.state, waiting.count]).toEqual(['ready', 12]);
	});

	it('stays in sight when reading it again fails', async () => {
		const waiting = new Waiting();
		const api = apiAnswering(
			() => ({ users: [person('ada')], meta: { pending_count: 1 } }),
			() => {
				throw ApiError.offline();
			}
		);
		await readWaiting(api, waiting);
		await readWaiting(api, waiting);
		expect([waiting.state, waiting.count]).toEqual(['ready', 1]);
	});

	it('is an error only when nothing was ever read', async () => {
		const waiting = new Waiting();
		await readWaiting(
			apiAnswering(() => {
				throw ApiError.offline();
			}),
			waiting
		);
		expect(waiting.state).toBe('error');
	});

	it('is read once the place in the topic is known, and whenever somebody comes or goes', async () => {
		let ear: Subscriber | undefined;
		const close = vi.fn();
		const subscribe = (_: string, subscriber: Subscriber) => {
			ear = subscriber;
			return { ready: Promise.resolve(), close };
		};
		const refetch = vi.fn(async () => {});
		const stop = followWaiting({ subscribe } as unknown as Socket, refetch);
		await Promise.resolve();
		expect(refetch).toHaveBeenCalledTimes(1);
		const event = { topic: 'site:admins', offset: 1, event_id: 'e', data: {}, timestamp: '' };
		ear?.event({ ...event, type: 'member_registered' });
		ear?.event({ ...event, type: 'audit_recorded' });
		ear?.refetch();
		expect(refetch).toHaveBeenCalledTimes(3);
		stop();
		expect(close).toHaveBeenCalledOnce();
	});
});

describe('the greeting', () => {
	it.each([
		[4, 'good_night'],
		[5, 'good_morning'],
		[12, 'good_afternoon'],
		[18, 'good_evening']
	])('at %d is %s', (hour, greeting) => {
		expect(greetingAt(hour)).toBe(greeting);
	});
});
